import { describe, expect, it } from 'vitest';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { caller, phone } from '../testing/customerCall.ts';
import { LinePbx, say } from '../testing/linePbx.ts';

const hourMs = 3_600_000;
const other = (index: number) => ({ name: `PJSIP/7${index}-0000000a`, uniqueId: `7.${index}` });

/** An hour later by the clock, no timer run; something happens to others. Settles when all of it was heard. */
async function afterHour(pbx: LinePbx, probe: ConnectionProbe, turn: number): Promise<void> {
  const { clock } = probe.world.edges;
  const { monoMs, wallMs } = clock.now();
  Object.assign(clock, { now: () => ({ monoMs: monoMs + hourMs, wallMs: wallMs + hourMs }) });
  pbx.tell(say.created(other(100 + turn)));
  pbx.tell(say.hungUp(other(100 + turn)));
  // The answers to these come behind all that was told and asked before.
  const { client } = probe.connection.session!;
  for (let ping = 0; ping < 3; ping += 1) await client.send({ name: 'Ping', fields: [] });
}

const asked = (pbx: LinePbx): number =>
  pbx.pbx.connection.actions.filter(({ name }) => name === 'Status').length;

describe('a channel whose hangup was lost', () => {
  it('is forgotten after an hour or two of silence, and a call of the line ends with it', async () => {
    const pbx = await LinePbx.start();
    const probe = await ConnectionProbe.online(pbx, {});
    pbx.tell(say.created(caller, 'ring'), say.created(phone), say.dial(caller, phone));
    pbx.tell(say.state(phone, 'ringing'));
    await probe.told('RingStarted');
    // No one hangs up, as far as the PBX reports it. A second channel does stand.
    pbx.tell(say.created(other(1), 'up'));
    pbx.channels = [say.status(other(1), 'up')];
    await afterHour(pbx, probe, 1);
    expect(asked(pbx)).toBe(1);
    expect(probe.line.calls).toHaveLength(1);
    await afterHour(pbx, probe, 2);
    await probe.told('RingFinished');
    expect(asked(pbx)).toBe(2);
    expect(probe.line.calls).toHaveLength(0);
    await probe.connection.stop();
    await pbx.close();
  });

  it('is left alone while events of it come, and where the PBX does not tell', async () => {
    const pbx = await LinePbx.start();
    const probe = await ConnectionProbe.online(pbx, {});
    pbx.tell(say.created(caller, 'ring'), say.created(phone), say.dial(caller, phone));
    pbx.tell(say.state(phone, 'ringing'));
    await probe.told('RingStarted');
    await afterHour(pbx, probe, 1);
    pbx.tell(say.state(phone, 'ringing'), say.state(caller, 'ring'));
    await probe.connection.session!.client.send({ name: 'Ping', fields: [] });
    await afterHour(pbx, probe, 2);
    expect(asked(pbx)).toBe(1);
    pbx.pbx.on('Status', (connection, action) => connection.refuse(action, 'Permission denied'));
    await afterHour(pbx, probe, 3);
    expect(asked(pbx)).toBe(2);
    await afterHour(pbx, probe, 4);
    expect(probe.line.calls).toHaveLength(1);
    await probe.connection.stop();
    await pbx.close();
  });
});
