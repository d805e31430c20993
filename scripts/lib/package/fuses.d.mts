export declare const FUSE: {
  runAsNode: number;
  cookieEncryption: number;
  nodeOptionsEnvironmentVariable: number;
  nodeCliInspectArguments: number;
  embeddedAsarIntegrityValidation: number;
  onlyLoadAppFromAsar: number;
  loadBrowserProcessSpecificV8Snapshot: number;
  grantFileProtocolExtraPrivileges: number;
};

export function setFuses(binary: string, wanted: Record<number, boolean>): void;
export function readFuses(binary: string): Record<keyof typeof FUSE, boolean | undefined>;
