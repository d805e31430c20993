import { resolve } from 'node:path';

/** What is asked of the app when it is started, by its environment and its arguments. */
export interface Startup {
  /** Where settings, secret, logs and lists are kept instead of the usual place: for tests and for several lines on one computer. */
  readonly userData?: string;
  /** The manager account's secret, for kiosks and tests; goes before the stored one and is kept nowhere. */
  readonly secret?: string;
  /** The password of the phone in the app, likewise. */
  readonly phonePassword?: string;
  /** Another place of the administrator's file, for tests; ignored in a packaged app, or it would bind no one. */
  readonly policy?: string;
  /** Where Vite serves the pages while developing. */
  readonly rendererUrl?: string;
}

/**
 * Reads the environment and the arguments. The secret is taken out of the environment at once, where every child process and every crash
 * report would have it.
 */
export function readStartup(env: Record<string, string | undefined>, argv: readonly string[]): Startup {
  const {
    OFFHOOK_USER_DATA: folder,
    OFFHOOK_SECRET: secret,
    OFFHOOK_PHONE_PASSWORD: phonePassword,
    ELECTRON_RENDERER_URL: rendererUrl,
    OFFHOOK_POLICY: policy,
  } = env;
  delete env.OFFHOOK_SECRET;
  delete env.OFFHOOK_PHONE_PASSWORD;
  const argument = argv.findLast((arg) => arg.startsWith('--user-data='))?.slice('--user-data='.length);
  const userData = nonEmpty(argument) ?? nonEmpty(folder);
  return {
    ...(userData === undefined ? {} : { userData: resolve(userData) }),
    ...(nonEmpty(secret) === undefined ? {} : { secret: secret ?? '' }),
    ...(nonEmpty(phonePassword) === undefined ? {} : { phonePassword: phonePassword ?? '' }),
    ...(nonEmpty(policy) === undefined ? {} : { policy: policy ?? '' }),
    ...(nonEmpty(rendererUrl) === undefined ? {} : { rendererUrl: rendererUrl ?? '' }),
  };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
