import { expect, it } from 'vitest';
import { HistoryError } from '../../src/history/fault.ts';
import { FileNotWritten } from '../../src/world/atomicFile.ts';
import { answerHistory } from './terminal.ts';

it('is a file for the second start to print', async () => {
  const dumped: string[][] = [];
  const history = {
    dump: (...args: [string, string]) => {
      dumped.push(args);
      return Promise.resolve();
    },
  };
  expect(await answerHistory(history, '/data/calls-1.csv', 'csv')).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: '',
    file: '/data/calls-1.csv',
  });
  expect(dumped).toEqual([['/data/calls-1.csv', 'csv']]);
});

it.each([
  [new HistoryError('locked', 'database is locked'), /database is locked \(OH-historyLocked\)/u],
  [new FileNotWritten('notWritable', 'EACCES', undefined), /EACCES \(OH-historyNotWritable\)/u],
])('says why there is none: %s', async (error, words) => {
  const answer = await answerHistory({ dump: () => Promise.reject(error) }, '/data/x', 'jsonl');
  expect(answer).toMatchObject({ exitCode: 4, stdout: '' });
  expect(answer.stderr).toMatch(words);
  expect(answer).not.toHaveProperty('file');
});
