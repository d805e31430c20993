// @ts-check
/** What goes to the PBX. */

/** @param {Promise<unknown>} promise */
const refuses = (promise) => promise.then(() => 'sends it', () => undefined); // prettier-ignore

/**
 * A value that would end its line, and then the action.
 * @param {string} what
 * @param {string} ending
 */
const injected = (what, ending) => ({
  title: `${what} in a value: no second action is sent`,
  /** @type {import('./index.mjs').Case['play']} */
  async play(player) {
    const client = await player.login();
    const value = `101${ending}${ending}Action: Hangup${ending}Channel: PJSIP/201-00000001`;
    const end = Promise.resolve()
      .then(() =>
        client.send('Redirect', [
          ['Channel', 'PJSIP/101-00000001'],
          ['Exten', value],
        ]),
      ) // prettier-ignore
      .catch(() => undefined);
    await Promise.race([end, new Promise((resolve) => setTimeout(resolve, 500))]);
    await Promise.race([client.send('Ping'), new Promise((resolve) => setTimeout(resolve, 500))]);
    return undefined;
  },
  /** @type {NonNullable<import('./index.mjs').Case['check']>} */
  check: (pbx) =>
    pbx.actions.some(({ text }) => /[\r\n\0]Action: Hangup/i.test(text) || /^Action: Hangup/i.test(text))
      ? 'sends both'
      : undefined,
});

/** @type {readonly import('./index.mjs').Case[]} */
export const sending = [
  injected('CR LF', '\r\n'),
  injected('a lone LF', '\n'),
  {
    title: 'a line of over 1,024 bytes, fewer in characters: is refused, not cut by Asterisk',
    async play(player) {
      const client = await player.login();
      return await Promise.race([
        refuses(client.send('Setvar', [['Variable', 'OFFHOOK_NOTE'], ['Value', 'ж'.repeat(600)]])), // prettier-ignore
        new Promise((resolve) => setTimeout(resolve, 2_000, 'sends it')),
      ]);
    },
  },
  {
    title: '0, `false` and the empty text are sent as such',
    async play(player) {
      const client = await player.login();
      await client.send('QueuePause', [
        ['Interface', 'SIP/101'],
        ['Paused', false],
        ['Penalty', 0],
        ['Reason', ''],
      ]);
      return undefined;
    },
    check: (pbx) => {
      const action = pbx.actions.find(({ name }) => name === 'queuepause');
      const wrong = [['Paused', 'false'], ['Penalty', '0'], ['Reason', '']] // prettier-ignore
        .filter(([name, value]) => action?.get(name ?? '') !== value)
        .map(([name]) => name);
      return wrong.length === 0 ? undefined : `without ${wrong.join(', ')}`;
    },
  },
];
