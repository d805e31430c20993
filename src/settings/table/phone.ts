import type { Settings } from './fields.ts';

/** Where Asterisk's HTTP server takes phones over TLS, unless an administrator says otherwise (http.conf.sample, res_pjsip_transport_websocket). */
const usual = { port: 8089, path: '/ws' } as const;

/** The address of a phone in the app; `undefined`: no phone system is known. */
export function phoneAddress({ phoneUrl, url }: Pick<Settings, 'phoneUrl' | 'url'>): string | undefined {
  const typed = phoneUrl.trim();
  if (typed !== '') return URL.canParse(typed) ? new URL(typed).href : undefined;
  const host = url.trim();
  if (host === '') return undefined;
  const address = `wss://${host.includes(':') ? `[${host}]` : host}:${usual.port}${usual.path}`;
  return URL.canParse(address) ? new URL(address).href : undefined;
}

/** Its user on the phone system: of the same name as the endpoint, unless an administrator says otherwise. */
export function phoneUser({ phoneUser: user, extension }: Pick<Settings, 'phoneUser' | 'extension'>): string {
  return user === '' ? extension : user;
}

/** What its password is kept for: never given to another host, or another port. */
export function phoneHostOf(settings: Pick<Settings, 'phoneUrl' | 'url'>): string | undefined {
  const address = phoneAddress(settings);
  return address === undefined ? undefined : new URL(address).host;
}
