import { startBaresip } from '../phones/baresip.ts';
import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';

for (const version of versions) {
  test.describe(`the main job, in the panel, on Asterisk ${version}`, () => {
    test('dial, talk, hold, resume, hang up: all from the panel, with a real soft phone', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'ring' } });
      const baresip = await startBaresip({ pbx, line: '101' });
      try {
        const app = await desk.on(pbx, { settings: { holdControl: 'park' } });
        await app.dial('201');

        // The Dial event: the call is there, ringing at the other party's.
        const theirs = await customer.waitFor('ringing');
        await expect(app.card('ringing')).toContainText('Ringing at their end…');
        await expect(app.card()).toContainText('outgoing');
        await expect(app.button('Hang up')).toBeEnabled();

        theirs.answer();
        await expect(app.card('talking')).toContainText('Talking');
        await expect(app.card().getByLabel('Talk time')).toHaveText(/^0:\d\d$/);

        await app.button('Hold').click();
        await expect(app.card('onHold')).toContainText('On hold');
        await expect(app.card().getByLabel('Time on hold')).toHaveText(/^0:(?!00)\d\d$/);
        expect(theirs.state).toBe('up');
        await baresip.waitFor('CALL_CLOSED');

        await app.button('Resume').click();
        await expect(app.card('talking')).toContainText('Talking');
        await baresip.waitFor('CALL_ESTABLISHED');

        await app.button('Hang up').click();
        await expect(app.card('ended')).toContainText('Call ended');
        await expect(app.card('ended')).toContainText(/Talked 0:\d\d, held 0:\d\d/);
        await customer.waitFor('ended');
        await expect(app.card()).toHaveCount(0);
        await expect(app.panel.getByRole('button', { name: /Outgoing.*201/ })).toBeVisible();
      } finally {
        await baresip.stop();
      }
    });

    test('everything done on the phone is shown just the same', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101');
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'ring' } });
      const app = await desk.on(pbx);

      const own = await agent.dial('201');
      const theirs = await customer.waitFor('ringing');
      await expect(app.card('ringing')).toBeVisible();
      theirs.answer();
      await expect(app.card('talking')).toBeVisible();
      await own.hold();
      await expect(app.card('onHold')).toContainText('On hold');
      await expect(app.button('Resume')).toHaveAttribute('aria-disabled', 'true');
      await own.resume();
      await expect(app.card('talking')).toBeVisible();
      await own.hold('inactive');
      await expect(app.card('onHold')).toBeVisible();
      await own.resume();
      await theirs.hold();
      await expect(app.card('heldByRemote')).toContainText('Held by the other party');
      await theirs.resume();
      await expect(app.card('talking')).toBeVisible();
      await own.hangup();
      await expect(app.card('ended')).toContainText('Call ended');
    });

    test('a phone that wants a hand: pick it up first, then the other party is called', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101', { obeysAutoAnswer: [] });
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'ring' } });
      const app = await desk.on(pbx);
      await app.dial('201');
      await agent.waitFor('ringing');
      await expect(app.card('agentRinging')).toContainText('Pick up your phone');
      expect(customer.calls).toHaveLength(0);
      agent.liveCalls[0]!.answer();
      await customer.waitFor('ringing');
      await expect(app.card('ringing')).toBeVisible();
      await app.button('Hang up').click();
      await expect(app.card('ended')).toContainText('Cancelled');
      await customer.waitFor('ended');

      await app.button('Call again').click();
      await agent.waitFor('ringing');
      await expect(app.card('agentRinging')).toBeVisible();
      agent.liveCalls[0]!.refuse(486);
      await expect(app.card('ended')).toContainText('Your phone is busy');
    });

    // Told apart by the line, on every version (`e2e/line`): here are the words.
    if (version === 22)
      test('what comes of calls that come to nothing', async ({ desk, pbxOf }) => {
        const pbx = await pbxOf(version);
        await desk.phone(pbx, '101');
        const customer = await desk.phone(pbx, '201', {
          onCall: { do: 'refuse', status: 486, afterMs: 300 },
        });
        const trunk = await desk.phone(pbx, 'trunk', { onCall: { do: 'refuse', status: 503 } });
        const app = await desk.on(pbx);

        await app.dial('201');
        await expect(app.card('ended')).toContainText('Busy');
        customer.onCall = { do: 'refuse', status: 603, afterMs: 300 };
        await app.dial('201');
        await expect(app.card('ended')).toContainText('Declined');
        customer.onCall = { do: 'ring' };
        await app.dial('4201');
        await expect(app.card('ended')).toContainText('No answer');
        await app.dial('0491701234567');
        await expect(app.card('ended')).toContainText('Not reached');
        expect(trunk.calls).toHaveLength(1);

        await app.dial('999');
        await expect(app.panel.getByText('The phone system does not know this number.')).toBeVisible();
        await expect(app.number).toHaveValue('999');
      });

    test('an incoming call: shown with name and number, answered from the panel, ended by the caller', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101');
      const customer = await desk.phone(pbx, 'trunk', { number: '+4930987654', name: 'Jürgen <b>Müßig</b>' });
      const app = await desk.on(pbx);
      await customer.dial('5000');
      await expect(app.card('ringing')).toContainText('Jürgen <b>Müßig</b>');
      await expect(app.card()).toContainText('incoming');
      await expect(app.card()).toContainText('called 5000');
      await app.button('Answer').click();
      await expect(app.card('talking')).toBeVisible();
      expect(agent.liveCalls.filter(({ state }) => state === 'up')).toHaveLength(1);
      await customer.liveCalls[0]!.hangup();
      await expect(app.card('ended')).toContainText('Call ended');

      await customer.dial('5000');
      await expect(app.card('ringing')).toBeVisible();
      await app.button('Decline').click();
      await expect(app.card('ended')).toContainText('Declined by you');

      const missed = await customer.dial('5000');
      await expect(app.card('ringing')).toBeVisible();
      await missed.hangup();
      await expect(app.card('ended')).toContainText('Missed');
    });
  });
}
