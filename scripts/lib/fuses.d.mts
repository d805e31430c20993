type Fuse =
  | 'runAsNode'
  | 'cookieEncryption'
  | 'nodeOptionsEnvironmentVariable'
  | 'nodeCliInspectArguments'
  | 'embeddedAsarIntegrityValidation'
  | 'onlyLoadAppFromAsar'
  | 'loadBrowserProcessSpecificV8Snapshot'
  | 'grantFileProtocolExtraPrivileges';

export function readFuses(binary: string): Record<Fuse, boolean | undefined>;
