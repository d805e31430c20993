import { createHash } from 'node:crypto';
import type { AmiAction } from './wire/action.ts';
import { AmiError } from './wire/error.ts';
import type { AmiPacket } from './wire/packet.ts';

export interface LoginOptions {
  readonly username: string;
  readonly secret: () => Promise<string> | string;
  readonly auth: 'md5' | 'plain';
  readonly events: string;
}

/**
 * Logs a session in. A refused challenge is never answered with the plain secret: anyone on the network path could ask for that.
 * @throws AmiError `loginRefused`, `permissionDenied`, `loginInUse`, `secretUnavailable`, and whatever `send` rejects with
 */
export async function login(
  send: (action: AmiAction) => Promise<AmiPacket>,
  options: LoginOptions,
): Promise<void> {
  const { username, events } = options;
  try {
    if (options.auth === 'plain') {
      const secret = await fetchSecret(options);
      await send({
        name: 'Login',
        fields: [
          ['Username', username],
          ['Secret', secret],
          ['Events', events],
        ],
      });
      return;
    }
    const answer = await send({ name: 'Challenge', fields: [['AuthType', 'MD5']] });
    const challenge = answer.get('Challenge') ?? '';
    // Without one the key would be the bare MD5 of the secret, which can be looked up in a table.
    if (challenge === '') throw new AmiError('loginRefused', 'Asterisk sent no challenge for the MD5 login.');
    const key = createHash('md5')
      .update(`${challenge}${await fetchSecret(options)}`)
      .digest('hex');
    await send({
      name: 'Login',
      fields: [
        ['Username', username],
        ['AuthType', 'MD5'],
        ['Key', key],
        ['Events', events],
      ],
    });
  } catch (error) {
    throw error instanceof AmiError && error.code === 'refused' ? toLoginError(error, username) : error;
  }
}

async function fetchSecret({ secret }: LoginOptions): Promise<string> {
  try {
    return await secret();
  } catch (cause) {
    throw new AmiError('secretUnavailable', 'The secret of the manager account could not be fetched.', {
      cause,
    });
  }
}

/** The server's words are those of manager.c (`action_login`, `process_message`), the same from 11 to 22. */
function toLoginError(refused: AmiError, username: string): AmiError {
  const serverMessage = refused.serverMessage ?? '';
  const details = { action: 'Login', serverMessage, cause: refused };
  if (/permission denied/i.test(serverMessage)) {
    return new AmiError(
      'permissionDenied',
      `Asterisk denied the manager user ${username} the login itself.`,
      details,
    );
  }
  if (/already in use/i.test(serverMessage)) {
    return new AmiError(
      'loginInUse',
      `The manager user ${username} is logged in elsewhere and may be only once.`,
      details,
    );
  }
  return new AmiError(
    'loginRefused',
    `Asterisk refused the login of ${username}: ${serverMessage === '' ? 'no reason given' : serverMessage}. ` +
      'User or secret are wrong, or the account is not allowed from this address.',
    details,
  );
}
