/** Which attributes a directory of that make has, and which of its entries are people with numbers. */
export const ldapTemplates = ['openldap', 'ad'] as const;
export type LdapTemplate = (typeof ldapTemplates)[number];

const scopes = ['sub', 'one', 'base'] as const;

/** A directory that is read by LDAP, as its address in the settings says it. */
export interface LdapSource {
  readonly host: string;
  readonly port: number;
  /** `startTls`: TLS before anything else is said. `none` has to be asked for. */
  readonly encryption: 'tls' | 'startTls' | 'none';
  /** Distinguished name below which people are. */
  readonly base: string;
  /** Those that are read; empty: the template's. */
  readonly attributes: readonly string[];
  readonly scope: (typeof scopes)[number];
  /** RFC 4515; empty: the template's. */
  readonly filter: string;
  /** Whom the directory is asked as; empty: nobody in particular. */
  readonly bindName: string;
  readonly template: LdapTemplate;
}

export const isLdapAddress = (text: string): boolean => /^ldaps?:\/\//iu.test(text);

/**
 * Reads `ldaps://host:port/base?attributes?scope?filter?extensions` (RFC 4516); a `?`, `,` or `%` of a part's own is percent-encoded.
 * `ldap://` is StartTLS, unless the extension `x-plain` says that nothing is encrypted. The other extensions are `bindname` (RFC 2255)
 * and `x-template`.
 * @returns undefined: it is none, or says something that is not understood
 */
export function readLdapAddress(text: string): LdapSource | undefined {
  const [, scheme, server, rest] = /^(ldaps?):\/\/([^/?#@\s]+)\/([^#\p{Cc}]*)$/iu.exec(text) ?? [];
  const [, host, port] = /^(\[[\da-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/iu.exec(server ?? '') ?? [];
  if (scheme === undefined || host === undefined || !URL.canParse(`http://${server}/`)) return undefined;
  try {
    const parts = (rest ?? '').split('?');
    const [base = '', , scope = '', filter = ''] = parts.map((part) => decodeURIComponent(part));
    const [attributes, extensions] = [listed(parts[1]), listed(parts[4])];
    const known = extensions.map((extension) =>
      /^!?(bindname|x-template|x-plain)(?:=(.+))?$/iu.exec(extension),
    );
    const told = new Map(known.map((match) => [match?.[1]?.toLowerCase(), match?.[2]]));
    const template = ldapTemplates.find(
      (one) => one === (told.get('x-template') ?? 'openldap').toLowerCase(),
    );
    const isTls = scheme.toLowerCase() === 'ldaps';
    const isUnderstood =
      parts.length <= 5 &&
      base.trim() !== '' &&
      attributes.every((attribute) => /^[a-z][\w;.-]*$/iu.test(attribute)) &&
      (scope === '' || isScope(scope)) &&
      (filter === '' || isFilter(filter)) &&
      told.size === extensions.length &&
      !told.has(undefined) &&
      (!told.has('bindname') || told.get('bindname') !== undefined) &&
      (!told.has('x-plain') || (told.get('x-plain') === undefined && !isTls));
    if (!isUnderstood || template === undefined) return undefined;
    return {
      host: host.replace(/^\[(.*)\]$/u, '$1'),
      port: port === undefined ? (isTls ? 636 : 389) : Number(port),
      encryption: isTls ? 'tls' : told.has('x-plain') ? 'none' : 'startTls',
      base,
      attributes,
      scope: isScope(scope) ? scope : 'sub',
      filter,
      bindName: told.get('bindname') ?? '',
      template,
    };
  } catch {
    // A percent sign that encodes nothing.
    return undefined;
  }
}

function listed(part: string | undefined): readonly string[] {
  return part === undefined || part === '' ? [] : part.split(',').map((one) => decodeURIComponent(one));
}

function isScope(text: string): text is LdapSource['scope'] {
  return (scopes as readonly string[]).includes(text);
}

/** Its brackets alone: what is wrong within them is found before the directory is asked. */
function isFilter(text: string): boolean {
  let [depth, groups] = [0, 0];
  for (const bracket of text.match(/[()]/gu) ?? []) {
    depth += bracket === '(' ? 1 : -1;
    if (depth < 0) return false;
    if (depth === 0) groups += 1;
  }
  return depth === 0 && groups === 1 && /^\(.*\)$/u.test(text);
}

/** Two sources whose passwords are the same one: the server and who asks it. */
export function ldapAccount({ host, port, bindName }: LdapSource): string {
  return `${bindName}@${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** An address as it is shown: without what only a machine reads. */
export function shownLdapAddress({ host, base }: LdapSource): string {
  return `${host} · ${base}`;
}
