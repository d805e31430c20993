import { describe, expect, it } from 'vitest';
import type { RefusalCode } from '../../src/cti/command.ts';
import { supportCode } from '../../src/words/supportCode.ts';
import { words } from '../../src/words/words.ts';
import { startExitCodes } from './answer.ts';
import { answerTo, done, noAnswer, notRunning, refusal, startFaultAnswer, usageFault } from './outcome.ts';

const { t } = words('en');

describe('what a script gets for a command', () => {
  it('is nothing but the exit code where it is done', () => {
    expect(answerTo({ status: 'done' }, t)).toEqual({
      exitCode: startExitCodes.done,
      stdout: '',
      stderr: '',
    });
    expect(done('x\n')).toEqual({ exitCode: startExitCodes.done, stdout: 'x\n', stderr: '' });
  });

  it.each([
    ['notConnected', startExitCodes.notConnected],
    ['holdOnPhone', startExitCodes.refused],
    ['unknownNumber', startExitCodes.refused],
  ] as const)('is a code and words on one line where it is refused: %s', (code: RefusalCode, exitCode) => {
    const answer = answerTo({ status: 'refused', code, detail: 'what the phone system said' }, t);
    expect(answer).toMatchObject({ exitCode, stdout: '' });
    expect(answer.stderr).toBe(`offhook: ${t(`refusal.${code}`)} (${supportCode(code)})\n`);
  });

  it.each(['noSuchCall', 'whichCall'] as const)('says which call is meant: %s', (code) => {
    expect(refusal(code, t)).toEqual({
      exitCode: startExitCodes.refused,
      stdout: '',
      stderr: `offhook: ${t(`wish.${code}`)} (${supportCode(code)})\n`,
    });
  });

  it('is a code of its own where the time ran out', () => {
    expect(answerTo({ status: 'timedOut', afterMs: 1 }, t).exitCode).toBe(startExitCodes.timedOut);
  });
});

describe('what a script gets where there is no app to ask', () => {
  it('is that none runs, which it can read', () => {
    expect(JSON.parse(notRunning.stdout)).toEqual({ running: false });
    expect(notRunning.exitCode).toBe(startExitCodes.notConnected);
  });

  it('is the folder that keeps one from starting, readable where the status was asked for', () => {
    const fault = { code: 'dataFolderNotWritable', folder: '/data "x"', detail: 'EACCES' } as const;
    const answer = startFaultAnswer(fault, 'status');
    expect(JSON.parse(answer.stdout)).toEqual({ running: false, fault: fault.code });
    expect(answer.exitCode).toBe(startExitCodes.file);
    expect(answer.stderr).toContain('the data folder "/data \\"x\\"" cannot be written: EACCES');
    expect(startFaultAnswer(fault, 'other').stdout).toBe('');
  });

  it('is that the running one does not answer', () => {
    const fault = { code: 'runningNotAnswering' } as const;
    expect(startFaultAnswer(fault, 'status')).toBe(noAnswer);
  });
});

it.each([
  [{ code: 'badLink', why: 'tooShort' }, 'tooShort'],
  [{ code: 'severalRequests' }, 'one thing at a time'],
  [{ code: 'severalFormats' }, '--json or --csv'],
  [{ code: 'linkWithOption' }, 'without an option'],
  [{ code: 'unknownOption', argument: '--hangup!', meant: '--hangup' }, 'is --hangup meant?'],
  [{ code: 'unknownArgument', argument: 'x'.repeat(500) }, `"${'x'.repeat(100)}"`],
] as const)('a wrong command line says what is wrong: %j', (fault, said) => {
  const answer = usageFault(fault);
  expect(answer).toMatchObject({ exitCode: startExitCodes.usage, stdout: '' });
  expect(answer.stderr).toContain(said);
  expect(answer.stderr.split('\n')).toHaveLength(2);
});
