import { expect, it } from 'vitest';
import type { AbandonedRecord } from '../cti/people/abandoned.ts';
import { abandonedCsv } from './abandonedCsv.ts';

const caller: AbandonedRecord = {
  id: '1.1',
  queue: 'support',
  number: '+4930901820',
  name: '=HYPERLINK("x")',
  abandonedAt: Date.UTC(2026, 10, 30, 9, 42),
  waitedMs: 42_400,
  tries: 2,
};

it('has one record for each caller, harmless in a spreadsheet', () => {
  const reached = {
    way: 'calledBack',
    by: { extension: '102', name: 'Bela Blau' },
    at: caller.abandonedAt,
  } as const;
  expect(
    abandonedCsv([caller, { ...caller, id: '2.1', name: '', reached, doneAt: caller.abandonedAt }]),
  ).toBe(
    [
      'id,queue,number,name,abandonedAt,waitedSeconds,tries,open,reachedAt,reachedWay,reachedBy,doneAt',
      `1.1,support,'+4930901820,"'=HYPERLINK(""x"")",2026-11-30T09:42:00.000Z,42,2,true,,,,`,
      `2.1,support,'+4930901820,,2026-11-30T09:42:00.000Z,42,2,false,2026-11-30T09:42:00.000Z,calledBack,102 Bela Blau,2026-11-30T09:42:00.000Z`,
      '',
    ].join('\r\n'),
  );
});
