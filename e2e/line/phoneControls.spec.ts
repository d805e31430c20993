import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { controls, onEachPbx, rings } from './site.ts';
import { fiveEvents } from './testLine.ts';

onEachPbx('keys, mute and NOTIFY', (site) => {
  test('keys are heard by the other party, in their order', async () => {
    const line = await site.line('101', { controls: controls() });
    const { call, customer } = await site.outgoing(line);
    expect(await line.execute({ type: 'SendDtmf', callId: call.id, digits: '1225#' })).toEqual({
      status: 'done',
    });
    await expect.poll(() => customer.calls[0]!.rtp.digits).toBe('1225#');
    const told = line.events.flatMap((event) => (event.type === 'DtmfEntered' ? event.digits : []));
    expect(told.join('')).toBe('1225#');
    expect(await line.execute({ type: 'SendDtmf', callId: call.id, digits: '1,2' })).toMatchObject({
      code: 'invalidDigits',
    });
  });

  test('muting is of the own leg, and not there without its right', async () => {
    const least = await site.line('101', { controls: controls() });
    const line = await site.line('101', { controls: controls(), account: site.pbx.full });
    const { call, customer } = await site.outgoing(line);
    await expect.poll(() => least.calls[0]?.state).toBe('talking');
    const hidden = least.calls[0]!.features;
    expect(hidden.can).not.toContain('MuteCall');
    expect(hidden.denied).not.toHaveProperty('MuteCall');
    expect(await line.execute({ type: 'MuteCall', callId: call.id })).toEqual({ status: 'done' });
    expect(line.call(call.id)).toMatchObject({ muted: true });
    expect(line.call(call.id)!.features.can).toContain('UnmuteCall');
    expect(line.call(call.id)!.features.can).not.toContain('MuteCall');
    expect(await line.execute({ type: 'UnmuteCall', callId: call.id })).toEqual({ status: 'done' });
    expect(line.call(call.id)).not.toHaveProperty('muted');
    await customer.liveCalls[0]!.hangup();
  });

  test('a muted leg that is replaced is muted no more', async () => {
    const line = await site.line('101', { controls: controls({ hold: 'park' }), account: site.pbx.full });
    const { call } = await site.outgoing(line);
    await line.execute({ type: 'MuteCall', callId: call.id });
    expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
    await expect.poll(() => line.call(call.id)?.muted).toBeUndefined();
    expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
    expect(line.call(call.id)).not.toHaveProperty('muted');
  });

  test('a right that is taken away hides its button, and one that is given shows it', async () => {
    const conf = join(dirname(dirname(site.pbx.logFile)), 'etc', 'manager.conf');
    const before = readFileSync(conf, 'utf8');
    const line = await site.line('101', { controls: controls() });
    const { call, customer } = await site.outgoing(line);
    expect(line.call(call.id)!.features.can).not.toContain('MuteCall');
    await customer.liveCalls[0]!.hangup();
    await line.next('RingFinished');
    try {
      writeFileSync(conf, before.replaceAll('= call,agent,originate', '= call,agent,originate,system'));
      await site.pbx.console('manager reload');
      line.connection.connectNow();
      await line.next('Disconnected');
      await line.next('Connected');
      await line.execute({ type: 'MakeCall', number: '201' });
      const again = await line.next('CommutationStarted');
      expect(again.call.features.can).toContain('MuteCall');
      // Taken away from under the session: the action is gone.
      await site.pbx.console('module unload res_mutestream.so');
      expect(await line.execute({ type: 'MuteCall', callId: again.call.id })).toMatchObject({
        status: 'refused',
      });
      await expect.poll(() => line.call(again.call.id)?.features.can).not.toContain('MuteCall');
      expect(line.call(again.call.id)!.features.can).toContain('HoldCall');
    } finally {
      writeFileSync(conf, before);
      await site.pbx.console('manager reload');
      await site.pbx.console('module load res_mutestream.so');
    }
  });

  test.describe('answer and hold by NOTIFY', () => {
    test('the phone does it, and resumes by command', async () => {
      const line = await site.line('101', {
        controls: controls({ answer: 'notify', hold: 'notify' }),
        account: site.pbx.full,
      });
      const agent = await site.phone('101', rings, { obeysAutoAnswer: [] });
      const customer = await site.phone('201');
      await customer.dial('101');
      const { call } = await line.next('RingStarted');
      expect(await line.execute({ type: 'AnswerCall', callId: call.id })).toEqual({ status: 'done' });
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      // The phone knows when its re-INVITE is answered.
      await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(true);
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(false);
      expect(agent.calls).toHaveLength(1);
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      expect(line.names()).toEqual(fiveEvents);
    });

    test('a queue call likewise', async () => {
      const line = await site.line('101', {
        controls: controls({ answer: 'notify', hold: 'notify' }),
        account: site.pbx.full,
      });
      const { call, customer, agent } = await site.queueCall(line);
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(true);
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      await expect.poll(() => agent.liveCalls[0]?.heldByUs).toBe(false);
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      expect(line.names()).toEqual(fiveEvents);
    });

    test('a phone that ignores it is remembered, and the next control takes over', async () => {
      const line = await site.line('101', { controls: controls(), account: site.pbx.full });
      await site.phone('101', rings, { obeysNotify: false });
      const customer = await site.phone('201', { do: 'answer', afterMs: 50 });
      await line.execute({ type: 'MakeCall', number: '201' });
      const { call } = await line.next('CommutationStarted');
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      expect(await line.execute({ type: 'ResumeCall', callId: call.id })).toEqual({ status: 'done' });
      expect(line.log.filter(({ what }) => what === 'control unable')).toMatchObject([{ control: 'notify' }]);
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      expect(line.log.filter(({ what }) => what === 'control unable')).toHaveLength(1);
      await customer.liveCalls[0]!.hangup();
    });
  });
});
