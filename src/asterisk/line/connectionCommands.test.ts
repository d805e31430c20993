import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResult, CtiCommand } from '../../cti/command.ts';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { phone, talking } from '../testing/customerCall.ts';
import { LinePbx, say } from '../testing/linePbx.ts';

let pbx: LinePbx;
const probes: ConnectionProbe[] = [];

function keep(probe: ConnectionProbe): ConnectionProbe {
  probes.push(probe);
  return probe;
}
const online = async (...args: Parameters<typeof ConnectionProbe.online>): Promise<ConnectionProbe> =>
  keep(await ConnectionProbe.online(...args));

beforeEach(async () => {
  pbx = await LinePbx.start();
});
afterEach(async () => {
  for (const probe of probes.splice(0)) await probe.connection.stop();
  await pbx.close();
});

describe('a command', () => {
  const settled = async (
    run: Promise<CommandResult>,
    meanwhile: () => void | Promise<void>,
  ): Promise<CommandResult> => {
    await meanwhile();
    return run;
  };

  it('is done', async () => {
    const probe = await online(pbx);
    const result = await probe.dial();
    expect(result).toEqual({ status: 'done', callId: probe.callId() });
    expect((await pbx.pbx.action('Originate')).get('Exten')).toBe('201');
  });

  it('that the PBX takes and never reports on ends by a limit that says so', async () => {
    const probe = await online(pbx);
    expect((await probe.dial()).status).toBe('done');
    expect(probe.line.calls).toMatchObject([{ phase: 'agentRinging' }]);
    probe.world.clock.advance(44_000);
    expect(probe.line.calls).toHaveLength(1);
    probe.world.clock.advance(1_000);
    await probe.told('RingFinished');
    expect(probe.events.find(({ type }) => type === 'RingFinished')).toMatchObject({
      call: { endReason: 'notReported', outcome: 'failed' },
    });
    expect(probe.line.calls).toEqual([]);
  });

  it('is refused with the reason that the PBX gives', async () => {
    pbx.pbx.on('Originate', (connection, action) => connection.refuse(action, 'Extension does not exist.'));
    const probe = await online(pbx);
    expect(await probe.dial('999')).toMatchObject({ status: 'refused', code: 'unknownNumber' });
    expect(probe.line.calls).toEqual([]);
  });

  it('times out when the PBX gives no answer', async () => {
    pbx.pbx.on('Originate', () => undefined);
    const probe = await online(pbx);
    const run = probe.dial();
    await pbx.pbx.action('Originate');
    const result = await settled(run, () => probe.world.clock.advance(10_000));
    expect(result).toEqual({ status: 'timedOut', afterMs: 10_000 });
  });

  it('is refused when the link breaks under it', async () => {
    pbx.pbx.on('Originate', (connection) => connection.reset());
    const probe = await online(pbx);
    expect(await probe.dial()).toMatchObject({ status: 'refused', code: 'connectionLost' });
    expect(probe.line.calls).toEqual([]);
  });

  it('that waits for an event settles when the link breaks and the call with it', async () => {
    pbx.channels = talking;
    const probe = await online(pbx);
    const run = probe.connection.execute({ type: 'HoldCall', callId: probe.callId() });
    await pbx.pbx.action('Park');
    pbx.channels = [];
    pbx.pbx.connection.reset();
    await probe.link('waiting');
    probe.passTime();
    await probe.told('RingFinished');
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
  });

  it('that waits for an event settles with the stop', async () => {
    pbx.channels = talking;
    const probe = await online(pbx);
    const run = probe.connection.execute({ type: 'DropCall', callId: probe.callId() });
    await pbx.pbx.action('Hangup');
    // Told after the answer to Hangup: from now on the command waits for the end of the call alone.
    pbx.tell(say.hold(phone));
    await probe.told('PutHoldAction');
    await probe.connection.stop();
    expect((await run).status).toBe('timedOut');
  });

  it.each<CtiCommand>([
    { type: 'AnswerCall', callId: 'x' },
    { type: 'DropCall', callId: 'x' },
    { type: 'HoldCall', callId: 'x' },
    { type: 'ResumeCall', callId: 'x' },
  ])('$type of an unknown call is refused, and nothing is sent', async (command) => {
    const probe = await online(pbx);
    const sent = pbx.pbx.connection.actions.length;
    expect(await probe.connection.execute(command)).toEqual({ status: 'refused', code: 'unknownCall' });
    expect(pbx.pbx.connection.actions).toHaveLength(sent);
  });

  it('that the features do not offer is refused with their reason, and nothing is sent', async () => {
    pbx.rights = ['Status', 'Hangup', 'Park'];
    pbx.channels = talking;
    const probe = await online(pbx);
    const sent = pbx.pbx.connection.actions.length;
    expect(await probe.dial()).toEqual({ status: 'refused', code: 'rightMissing' });
    const callId = probe.callId();
    expect(await probe.connection.execute({ type: 'HoldCall', callId })).toEqual({
      status: 'refused',
      code: 'rightMissing',
    });
    expect(await probe.connection.execute({ type: 'ResumeCall', callId })).toMatchObject({
      status: 'refused',
    });
    expect(pbx.pbx.connection.actions).toHaveLength(sent);
  });
});
