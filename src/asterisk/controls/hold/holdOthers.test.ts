import { expect, it } from 'vitest';
import type { Call } from '../../../cti/call.ts';
import type { CommandResult, CtiCommand } from '../../../cti/command.ts';
import { newCall } from '../../calls/story/callStory.ts';
import { holdOthers } from './holdOthers.ts';

const at = { monoMs: 0, wallMs: 0 };
const call = (id: string, facts: Partial<Call>): Call => ({
  ...newCall({ id, direction: 'incoming', line: '101', number: '201' }, at),
  ...facts,
});
const calls = [
  call('talks', { state: 'talking', phase: 'talking' }),
  call('waits', { state: 'held', heldBy: 'agent' }),
  call('heldByThem', { state: 'held', heldBy: 'remote' }),
  call('rings', { state: 'ringing' }),
];

async function asked(command: CtiCommand, result: CommandResult = { status: 'done' }) {
  const held: CtiCommand[] = [];
  const failed = await holdOthers(command, calls, (hold) => {
    held.push(hold);
    return Promise.resolve(result);
  });
  return { failed, held: held.map((hold) => ('callId' in hold ? hold.callId : '')) };
}

it('holds who is talked with before another is dialled or answered', async () => {
  const all = ['talks', 'heldByThem'];
  expect(await asked({ type: 'MakeCall', number: '202', holdOthers: true })).toEqual({
    failed: undefined,
    held: all,
  });
  expect(await asked({ type: 'AnswerCall', callId: 'rings', holdOthers: true })).toEqual({
    failed: undefined,
    held: all,
  });
});

it('is asked for, or it is not done', async () => {
  expect((await asked({ type: 'MakeCall', number: '202' })).held).toEqual([]);
  expect((await asked({ type: 'MakeCall', number: '202', holdOthers: false })).held).toEqual([]);
  expect((await asked({ type: 'DropCall', callId: 'rings' })).held).toEqual([]);
});

it('reports the first that could not be held, and tries no other', async () => {
  const refusal = { status: 'refused', code: 'holdOnPhone' } as const;
  expect(await asked({ type: 'MakeCall', number: '202', holdOthers: true }, refusal)).toEqual({
    failed: refusal,
    held: ['talks'],
  });
});

it('is not in the way of a call that ended in that moment', async () => {
  const gone = { status: 'refused', code: 'callEnded' } as const;
  expect((await asked({ type: 'MakeCall', number: '202', holdOthers: true }, gone)).failed).toBeUndefined();
});
