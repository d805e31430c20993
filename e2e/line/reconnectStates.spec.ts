import { expect, test } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LineMemory, LineRecord } from '../../src/asterisk/memory.ts';
import { breaches } from '../../src/asterisk/testing/contract.ts';
import type { Call } from '../../src/cti/call.ts';
import { isCallEvent } from '../../src/cti/event.ts';
import { startCable, type Cable } from '../pbx/network.ts';
import { SipPhone } from '../phones/sipPhone.ts';
import { startAsterisk, type Asterisk } from '../pbx/asterisk.ts';
import { RawAmi } from '../pbx/rawAmi.ts';
import { callStates, type Stage } from './callStates.ts';
import { TestLine } from './testLine.ts';

/** A memory that lives as long as the test: written and read as the file is. */
class TestMemory implements LineMemory {
  readonly last: LineRecord | undefined;
  #kept: LineRecord | undefined;

  constructor(last?: LineRecord) {
    this.last = last;
  }

  keep(record: LineRecord): void {
    this.#kept = JSON.parse(JSON.stringify(record)) as LineRecord;
  }

  /** What the next panel finds. */
  next(): TestMemory {
    return new TestMemory(this.#kept);
  }
}

/** All that a call is, but for its clocks and for what can be done with it. */
const lasting = ({
  countedAtMonoMs: _counted,
  phaseSinceMonoMs: _phaseSince,
  talkMs: _talk,
  holdMs: _hold,
  features: _features,
  ...call
}: Call): Partial<Call> => call;

for (const { version, tech } of [
  { version: 22, tech: 'PJSIP' },
  { version: 16, tech: 'PJSIP' },
  { version: 16, tech: 'SIP' },
] as const) {
  test.describe(`calls on Asterisk ${version}, chan_${tech.toLowerCase()}`, () => {
    let pbx: Asterisk;
    let cable: Cable;
    let stage: Stage;
    let memory: TestMemory;
    let lines: TestLine[];

    test.beforeAll(async () => {
      pbx = await startAsterisk({ version, tech });
    });
    test.afterAll(() => pbx.stop());
    test.beforeEach(async () => {
      cable = await startCable(pbx.host, pbx.amiPort);
      memory = new TestMemory();
      const line = new TestLine(pbx, { port: cable.port, memory });
      lines = [line];
      const phones = {
        '101': await SipPhone.at(pbx, '101'),
        '102': await SipPhone.at(pbx, '102'),
        '201': await SipPhone.at(pbx, '201'),
        trunk: await SipPhone.at(pbx, 'trunk'),
      };
      stage = { pbx, line, phones };
      await line.next('Connected');
    });
    test.afterEach(async () => {
      for (const line of lines) await line.stop();
      await cable.stop();
      const { ami } = await RawAmi.open(pbx.amiPort, pbx.account);
      await ami.action({ Action: 'QueueRemove', Queue: 'sales', Interface: pbx.device('101') });
      ami.close();
      await pbx.console('channel request hangup all');
      for (const phone of Object.values(stage.phones)) await phone.stop();
    });

    async function another(options: ConstructorParameters<typeof TestLine>[1] = {}): Promise<TestLine> {
      const line = new TestLine(pbx, options);
      lines.push(line);
      await line.next('Connected');
      return line;
    }

    for (const { name, reach, found } of callStates) {
      test(`${name}: the same after a break of the link, and found by a panel that is started anew`, async () => {
        const { line } = stage;
        await reach(stage);
        // Events of other threads of Asterisk may still be on their way.
        await sleep(150);
        const before = line.calls.map(lasting);
        // Whoever saw it come knows of the hold what nobody can find out.
        const known = found(pbx).filter(({ holdUnknown }) => holdUnknown === undefined);
        if (known.length === before.length) expect(before).toMatchObject([...known]);
        const told = line.names().length;

        cable.cut();
        await line.next('Disconnected');
        await line.next('Connected', 15_000);
        expect(line.calls.map(lasting)).toEqual(before);
        expect(line.names().slice(told)).toEqual([]);

        const remembering = await another({ memory: memory.next() });
        expect(remembering.calls.map(lasting)).toEqual(before);
        const fresh = await another();
        expect(fresh.calls).toHaveLength(before.length);
        expect(fresh.calls).toMatchObject([...found(pbx)]);

        await pbx.console('channel request hangup all');
        for (const each of lines) {
          await expect.poll(() => each.calls.length, each.story()).toBe(0);
          expect(each.connection.line.ignored, each.story()).toBe(0);
        }
        expect(breaches(line.events.filter(isCallEvent))).toEqual([]);
        expect(fresh.names().filter((type) => type === 'RingFinished')).toHaveLength(before.length);
      });
    }
  });
}
