import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { answers, onEachPbx, rings, type Site } from './site.ts';
import { SipPhone } from '../phones/sipPhone.ts';
import type { TestLine } from './testLine.ts';

/** What the lamps show, once they show it. */
function lampsAre({ connection }: TestLine, wanted: Readonly<Record<string, string>>): Promise<void> {
  const lamps = (): Record<string, string> =>
    Object.fromEntries(connection.lamps.lamps.map(({ extension, state }) => [extension, state]));
  return expect.poll(lamps).toEqual(wanted);
}

async function watched(site: Site, extensions: readonly string[]): Promise<TestLine> {
  const line = await site.line();
  line.connection.watchLamps(extensions, { pickUp: true });
  return line;
}

// With the account of all tests, which has the least rights.
onEachPbx("colleagues' lamps", (site) => {
  test('follow colleagues who ring, talk, hold and are on hold', async () => {
    const line = await watched(site, ['102', '103', '104', '999']);
    await lampsAre(line, { '102': 'free', '103': 'free', '104': 'unavailable', '999': 'unknown' });
    const colleague = await site.phone('102');
    const customer = await site.phone('201');
    const call = await customer.dial('102');
    await lampsAre(line, { '102': 'ringing', '103': 'free', '104': 'unavailable', '999': 'unknown' });
    colleague.liveCalls[0]!.answer();
    await lampsAre(line, { '102': 'talking', '103': 'free', '104': 'unavailable', '999': 'unknown' });
    await colleague.liveCalls[0]!.hold();
    await colleague.liveCalls[0]!.resume();
    await call.hold();
    // Nothing else is ever shown of a call on hold, whichever side holds it.
    await line.quiet();
    await lampsAre(line, { '102': 'talking', '103': 'free', '104': 'unavailable', '999': 'unknown' });
    await call.hangup();
    await lampsAre(line, { '102': 'free', '103': 'free', '104': 'unavailable', '999': 'unknown' });
  });

  test('show who wants no calls, by a state of their own', async () => {
    const line = await watched(site, ['103']);
    await lampsAre(line, { '103': 'free' });
    await site.pbx.console('devstate change Custom:DND103 BUSY');
    await lampsAre(line, { '103': 'doNotDisturb' });
    const late = await watched(site, ['103']);
    await lampsAre(late, { '103': 'doNotDisturb' });
    await site.pbx.console('devstate change Custom:DND103 NOT_INUSE');
    await lampsAre(line, { '103': 'free' });
    await site.pbx.console('presencestate change CustomPresence:103 dnd');
    await lampsAre(line, { '103': 'doNotDisturb' });
    await site.pbx.console('presencestate change CustomPresence:103 available');
    await lampsAre(line, { '103': 'free' });
  });

  test('follow a phone that registers and unregisters', async () => {
    const line = await watched(site, ['104']);
    await lampsAre(line, { '104': 'unavailable' });
    const phone = await SipPhone.start({
      number: '104',
      port: site.pbx.spare(0),
      pbxPort: site.pbx.sipPort,
    });
    try {
      await phone.register();
      await lampsAre(line, { '104': 'free' });
      await phone.register(0);
      await lampsAre(line, { '104': 'unavailable' });
    } finally {
      await phone.stop();
    }
  });

  test('are right again when the phone system was restarted', async () => {
    const line = await watched(site, ['102', '104']);
    await lampsAre(line, { '102': 'free', '104': 'unavailable' });
    const customer = await site.phone('201');
    const colleague = await site.phone('102', answers);
    await customer.dial('102');
    await lampsAre(line, { '102': 'talking', '104': 'unavailable' });
    await site.pbx.restart({ now: true });
    for (const phone of [customer, colleague])
      for (const call of phone.liveCalls) await call.hangup().catch(() => undefined);
    line.connection.connectNow();
    await lampsAre(line, { '102': 'free', '104': 'unavailable' });
    await expect.poll(() => line.connection.line.link.state).toBe('online');
  });

  test('let a call that rings at one be picked up', async () => {
    const line = await watched(site, ['102']);
    const agent = await site.phone('101');
    await site.phone('102');
    const customer = await site.phone('201', rings, { name: 'Jürgen' });
    await lampsAre(line, { '102': 'free' });
    await customer.dial('102');
    await lampsAre(line, { '102': 'ringing' });
    await expect
      .poll(() => line.connection.line.ringingColleagues)
      .toMatchObject([{ extension: '102', number: '201', favourite: true }]);
    const [ringing] = line.connection.line.ringingColleagues;
    expect(await line.execute({ type: 'PickUpRingingCall', id: ringing!.id })).toMatchObject({
      status: 'done',
    });
    expect(line.calls).toMatchObject([{ direction: 'incoming', number: '201', state: 'talking' }]);
    expect(agent.liveCalls).toHaveLength(1);
    await lampsAre(line, { '102': 'free' });
    await customer.liveCalls[0]!.hangup();
    await line.next('RingFinished');
  });

  test('are unknown, and say why, for an account that may not see them', async () => {
    const { secret } = site.pbx.account;
    const line = await site.line('101', { account: { user: 'no-hints', secret } });
    line.connection.watchLamps(['102'], { pickUp: true });
    await expect
      .poll(() => line.connection.lamps)
      .toEqual({ lamps: [{ extension: '102', state: 'unknown' }], denial: 'rightMissing' });
    expect(line.log.filter(({ what }) => what === 'lamps denied')).toHaveLength(1);
  });
});
