import { beforeEach, expect, it } from 'vitest';
import { offline } from '../../src/cti/agent.ts';
import type { Call } from '../../src/cti/call.ts';
import type { CommandResult } from '../../src/cti/command.ts';
import { noFeatures } from '../../src/cti/features.ts';
import { newLine } from '../../src/cti/line.ts';
import type { CallNotesState } from '../../src/ipc/callNotes.ts';
import type { HistoryCall, HistoryFault, HistoryMarks } from '../../src/ipc/history.ts';
import { CallNotes } from './callNotes.ts';

const at = { monoMs: 1, wallMs: 1 };
const talking: Call = {
  id: 'a',
  direction: 'incoming',
  state: 'talking',
  phase: 'talking',
  number: '201',
  name: 'Kim',
  line: '101',
  uniqueId: '1.1',
  startedAt: 1,
  connectedAt: 2,
  countedAtMonoMs: 1,
  holdMs: 0,
  talkMs: 0,
  phaseSinceMonoMs: 1,
  features: noFeatures,
};
const row: HistoryCall = {
  id: 'a',
  direction: 'incoming',
  number: '',
  name: '',
  startedAt: 1,
  talkMs: 0,
  holdMs: 0,
};
const settings = {
  dispositions: ['Order', 'Complaint'],
  dispositionRule: 'must',
  dispositionVariable: 'CDR(userfield)',
} as const;

let notes: CallNotes;
let standing: Call[];
let kept: HistoryCall[];
let fault: HistoryFault | undefined;
let reported: (readonly string[])[];
let holds: boolean[];
let states: CallNotesState[];
let result: CommandResult;
let logged: number;

beforeEach(() => {
  standing = [talking];
  kept = [row];
  fault = undefined;
  reported = [];
  holds = [];
  states = [];
  result = { status: 'done' };
  logged = 0;
  notes = new CallNotes({
    history: {
      mark: (id: string, { note, disposition }: HistoryMarks) => {
        if (fault !== undefined) return Promise.resolve({ status: 'failed', fault });
        const call = kept.find((one) => one.id === id);
        if (call === undefined) return Promise.resolve({ status: 'ok', value: null });
        const marks = { ...(note && { note }), ...(disposition && { disposition }) };
        kept = kept.map((one) => (one === call ? { ...one, ...marks } : one));
        return Promise.resolve({ status: 'ok', value: { ...call, ...marks } });
      },
      call: (id: string) =>
        Promise.resolve({ status: 'ok', value: kept.find((one) => one.id === id) ?? null }),
    },
    line: {
      line: () => ({ ...newLine('101', 'PJSIP/101'), agent: offline, calls: standing }),
      setVariable: (...args) => {
        reported.push(args);
        return Promise.resolve(result);
      },
      holdWork: (isHeld) => holds.push(isHeld),
    },
    log: () => (logged += 1),
    onState: (state) => states.push(state),
  });
  notes.configure(settings);
});

function end(id = 'a'): void {
  standing = [];
  notes.hear({
    type: 'RingFinished',
    at,
    call: { ...talking, id, state: 'ended', phase: 'ended', endedAt: 3 },
  });
}

it('holds the work after a call until its disposition is there, and says so once', async () => {
  end();
  expect(states.at(-1)?.owed).toMatchObject([{ id: 'a', number: '201', name: 'Kim' }]);
  expect(holds).toEqual([true]);
  expect(await notes.save('a', { note: 'x' })).toMatchObject({ status: 'ok' });
  expect(holds).toEqual([true]);
  expect(await notes.keep('a', { disposition: 'Order' })).toEqual({ status: 'ok', value: null });
  expect(holds).toEqual([true, false]);
  expect(notes.state.owed).toEqual([]);
  expect(await notes.read('a')).toEqual({ status: 'ok', value: { note: 'x', disposition: 'Order' } });
});

it('reports the PBX while the call goes on, where a variable is given for it', async () => {
  await notes.save('a', { disposition: 'Order' });
  expect(reported).toEqual([['a', 'CDR(userfield)', 'Order']]);
  end();
  await notes.save('a', { disposition: 'Complaint' });
  notes.configure({ ...settings, dispositionVariable: '' });
  standing = [talking];
  await notes.save('a', { disposition: 'Order' });
  await notes.save('a', { disposition: null });
  expect(reported).toHaveLength(1);
});

it('keeps what the PBX did not take, and logs it', async () => {
  result = { status: 'refused', code: 'rightMissing' };
  expect(await notes.save('a', { disposition: 'Order' })).toMatchObject({ value: { disposition: 'Order' } });
  expect(logged).toBe(1);
});

it('takes nothing that is not offered', async () => {
  expect(await notes.save('a', { disposition: '${SHELL(x)}' })).toEqual({
    status: 'failed',
    fault: 'failed',
  });
  expect(reported).toEqual([]);
  expect(kept).toEqual([row]);
});

it('keeps no agent from their calls because of a full disk, and reports that nothing was saved', async () => {
  end();
  fault = 'diskFull';
  expect(await notes.keep('a', { disposition: 'Order' })).toEqual({ status: 'failed', fault: 'diskFull' });
  expect(holds).toEqual([true, false]);
  fault = undefined;
  kept = [];
  expect(await notes.keep('a', { disposition: 'Order' })).toEqual({ status: 'failed', fault: 'failed' });
});

it('asks for nothing without choices, and for nothing of another line', () => {
  end();
  notes.begin();
  expect(notes.state.owed).toEqual([]);
  notes.configure({ ...settings, dispositions: [] });
  end('b');
  expect(notes.state).toEqual({ rule: 'never', dispositions: [], owed: [] });
});

it('holds again on the next connection', () => {
  end();
  notes.begin();
  end('b');
  expect(holds).toEqual([true, true]);
  notes.leave('b');
  expect(notes.state.owed).toHaveLength(1);
  notes.forget(['b']);
  expect(holds).toEqual([true, true, false]);
});
