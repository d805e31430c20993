import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newLine, reduce } from '../../cti/line.ts';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { answered, caller, comes, ends, phone, ringing, talking } from '../testing/customerCall.ts';
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

describe('the features', () => {
  it('follow the rights of the account', async () => {
    pbx.rights = ['Status', 'Hangup'];
    pbx.channels = talking;
    const probe = await online(pbx);
    expect(probe.line.features).toEqual({ can: [], denied: { MakeCall: 'rightMissing' } });
    expect(probe.line.calls[0]?.features).toEqual({
      can: ['DropCall'],
      denied: { HoldCall: 'rightMissing' },
    });
  });

  it('show what an agent looks for with the reason, and other commands only where their right is there', async () => {
    pbx.rights = ['Status', 'Hangup', 'PlayDTMF', 'Redirect', 'MuteAudio'];
    pbx.channels = talking;
    const probe = await online(pbx);
    expect(probe.line.calls[0]?.features).toEqual({
      can: ['BlindTransferCall', 'SendDtmf', 'MuteCall', 'DropCall'],
      denied: { HoldCall: 'rightMissing' },
    });
  });

  it('leave out what is switched off, and it is not carried out for anybody', async () => {
    pbx.channels = talking;
    const probe = await online(pbx, { switchedOff: ['transfer', 'park'] });
    expect(probe.line.calls[0]?.features).toEqual({ can: ['HoldCall', 'DropCall'], denied: {} });
    expect(await probe.connection.execute({ type: 'ParkCall', callId: probe.callId() })).toEqual({
      status: 'refused',
      code: 'switchedOff',
    });
  });

  it('follow the command that is being carried out, and hanging up is always possible', async () => {
    pbx.channels = talking;
    const probe = await online(pbx);
    const callId = probe.callId();
    const run = probe.connection.execute({ type: 'HoldCall', callId });
    await pbx.pbx.action('Park');
    expect(probe.line.calls[0]?.features).toEqual({
      can: ['DropCall'],
      denied: {
        HoldCall: 'commandInProgress',
        MakeConsultCall: 'commandInProgress',
        ParkCall: 'commandInProgress',
      },
    });
    expect(await probe.connection.execute({ type: 'HoldCall', callId })).toEqual({
      status: 'refused',
      code: 'commandInProgress',
    });
    pbx.tell(say.parked(caller, '701', 'PJSIP/101'), say.hungUp(phone));
    expect(await run).toEqual({ status: 'done' });
    expect(probe.line.calls[0]).toMatchObject({
      state: 'held',
      features: { can: ['ResumeCall', 'MakeConsultCall', 'ParkCall', 'DropCall'], denied: {} },
    });
  });

  it('go on to follow it after another command on the call has come to nothing', async () => {
    pbx.channels = talking;
    pbx.pbx.on('Hangup', (connection, action) => connection.refuse(action, 'Permission denied'));
    const probe = await online(pbx);
    const callId = probe.callId();
    const hold = probe.connection.execute({ type: 'HoldCall', callId });
    await pbx.pbx.action('Park');
    expect(await probe.connection.execute({ type: 'DropCall', callId })).toMatchObject({
      status: 'refused',
      code: 'rightMissing',
    });
    expect(probe.line.calls[0]?.features.denied).toMatchObject({ HoldCall: 'commandInProgress' });
    pbx.tell(say.parked(caller, '701', 'PJSIP/101'), say.hungUp(phone));
    expect(await hold).toEqual({ status: 'done' });
    expect(probe.line.calls[0]?.features.denied).toEqual({});
  });

  it('offer to hold a call that only the other side holds', async () => {
    pbx.channels = talking;
    const probe = await online(pbx);
    pbx.tell(say.hold(caller));
    await probe.told('PutHoldAction');
    expect(probe.line.calls[0]).toMatchObject({
      heldBy: 'remote',
      features: { can: ['HoldCall', 'MakeConsultCall', 'ParkCall', 'DropCall'], denied: {} },
    });
  });

  it('remember over a reconnect that the phone does not pick up automatically, until it may be tried again', async () => {
    const probe = await online(pbx);
    pbx.tell(...comes);
    await probe.told('RingStarted');
    const answer = probe.connection.execute({ type: 'AnswerCall', callId: probe.callId() });
    await pbx.pbx.action('Originate');
    // Told after the answer to Originate: the phone has had it.
    pbx.tell(say.state({ ...phone, connected: ['201', 'Alpha'] }, 'ringing'));
    await probe.told('CallInfoChanged');
    probe.world.clock.advance(2_000);
    expect(await answer).toEqual({ status: 'refused', code: 'answerOnPhone' });
    expect(probe.line.calls[0]?.features.denied).toEqual({ AnswerCall: 'answerOnPhone' });
    pbx.channels = ringing;
    pbx.pbx.connection.reset();
    await probe.link('waiting');
    probe.passTime();
    await probe.link('online');
    expect(probe.line.calls[0]?.features.denied).toEqual({ AnswerCall: 'answerOnPhone' });
    probe.connection.forgetPhone();
    expect(probe.line.calls[0]?.features.can).toContain('AnswerCall');
  });

  it('follow the state of the call, and each change is reported once', async () => {
    const probe = await online(pbx);
    pbx.tell(...comes);
    await probe.told('RingStarted');
    expect(probe.line.calls[0]?.features.can).toEqual(['AnswerCall', 'DropCall']);
    pbx.tell(...answered);
    await probe.told('CommutationStarted');
    expect(probe.line.calls[0]?.features.can).toEqual([
      'HoldCall',
      'MakeConsultCall',
      'ParkCall',
      'DropCall',
    ]);
    pbx.tell(say.hold(phone));
    await probe.told('PutHoldAction');
    expect(probe.line.calls[0]?.features).toEqual({
      can: ['MakeConsultCall', 'ParkCall', 'DropCall'],
      denied: { ResumeCall: 'resumeOnPhone' },
    });
    let line = newLine('101', 'PJSIP/101');
    for (const event of probe.events) {
      const next = reduce(line, event);
      if (event.type === 'LineStateChanged') expect(next).not.toEqual(line);
      line = next;
    }
    expect(line).toEqual(probe.line);
  });

  it('travel with every call event, as they are after it', async () => {
    const probe = await online(pbx);
    pbx.tell(...comes, ...answered, ...ends);
    await probe.told('RingFinished');
    const carried = probe.events.flatMap((event) =>
      'call' in event ? [[event.type, event.call.features.can]] : [],
    );
    expect(carried).toEqual([
      ['RingStarted', ['AnswerCall', 'DropCall']],
      ['CommutationStarted', ['HoldCall', 'MakeConsultCall', 'ParkCall', 'DropCall']],
      ['RingFinished', []],
    ]);
  });

  it('have an end: eight calls on one phone are enough', async () => {
    pbx.channels = Array.from({ length: 8 }, (_, index) =>
      say.status(
        { ...phone, uniqueId: `8.${index}`, name: `PJSIP/101-0000008${index}` },
        'ringing',
        '',
        true,
      ),
    );
    const probe = await online(pbx);
    expect(probe.line.calls).toHaveLength(8);
    expect(probe.line.features).toEqual({ can: [], denied: { MakeCall: 'tooManyCalls' } });
  });
});
