import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';

for (const version of versions) {
  test.describe(`several calls, in the panel, on Asterisk ${version}`, () => {
    test('answered from the panel by NOTIFY, where the account may and the phone obeys', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101', { obeysNotify: true, obeysAutoAnswer: [] });
      const customer = await desk.phone(pbx, 'trunk', { number: '+4930987654', name: 'Anna' });
      const { user: userName, secret } = pbx.full;
      const app = await desk.on(pbx, { settings: { userName, answerControl: 'notify' }, secret });
      await customer.dial('5000');
      await expect(app.card('ringing')).toContainText('Anna');
      await app.button('Answer').click();
      await expect(app.card('talking')).toBeVisible();
      expect(agent.calls).toHaveLength(1);
      await app.button('Hold').click();
      await expect(app.card('onHold')).toBeVisible();
      expect(agent.liveCalls[0]!.state).toBe('up');
      await app.button('Resume').click();
      await expect(app.card('talking')).toBeVisible();
      await customer.liveCalls[0]!.hangup();
      await expect(app.card('ended')).toContainText('Call ended');
    });

    test('keys reach the other party, also while it is still calling', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 200 } });
      const app = await desk.on(pbx);
      await app.dial('201');
      await expect(app.card('talking')).toBeVisible();
      await app.button('Keypad').click();
      await app.panel.keyboard.type('12*#');
      await expect(app.panel.getByText('12*#')).toBeVisible();
      await expect.poll(() => customer.liveCalls[0]!.rtp.digits).toBe('12*#');
    });

    // The rest is the same whatever the version: the line's part in it is tested on all of them.
    if (version !== 22) return;

    test('a queue call that is declined goes on to the next agent', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const next = await desk.phone(pbx, '102');
      const customer = await desk.phone(pbx, 'trunk', { number: '+4930987654' });
      const app = await desk.on(pbx);
      const theirs = await customer.dial('5001');
      await expect(app.card('ringing')).toContainText('via support');
      await app.button('Decline').click();
      await next.waitFor('ringing');
      expect(theirs.state).toBe('up');
      // The caller waits on in the queue, so the call is not over; but it is off the screen.
      await expect(app.panel.locator('article[data-phase]')).toHaveCount(0);
      await theirs.hangup();
      await expect(app.panel.getByRole('listitem').filter({ hasText: 'declined' })).toHaveCount(1);
    });

    test('a second call is answered with the first on hold: asked once, remembered', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const first = await desk.phone(pbx, '201');
      const second = await desk.phone(pbx, '202');
      const app = await desk.on(pbx);
      await first.dial('101');
      await app.button('Answer').click();
      await expect(app.card('talking')).toContainText('201');

      await second.dial('101');
      const calls = app.panel.getByRole('list', { name: 'Calls' });
      const ringing = calls.getByRole('listitem').filter({ hasText: '202' });
      await expect(ringing).toBeVisible();
      await ringing.getByRole('button', { name: 'Answer' }).click();
      await app.button('Hold and answer').click();
      await expect(app.card('talking')).toContainText('202');
      const held = calls.getByRole('listitem').filter({ hasText: '201' });
      await expect(held).toContainText('On hold');

      // Remembered: the next second call is answered without a question.
      await second.liveCalls[0]!.hangup();
      await expect(app.card('onHold')).toContainText('201');
      await app.button('Resume').click();
      await expect(app.card('talking')).toContainText('201');
      await second.dial('101');
      await ringing.getByRole('button', { name: 'Answer' }).click();
      await expect(app.card('talking')).toContainText('202');
      await expect(held).toContainText('On hold');

      // Swapped from the list, and back to one.
      await held.getByRole('button', { name: /Resume|Swap/ }).click();
      await expect(app.card('talking')).toContainText('201');
      await expect(ringing).toContainText('On hold');
      await first.liveCalls[0]!.hangup();
      await expect(app.card('onHold')).toContainText('202');
    });
  });
}
