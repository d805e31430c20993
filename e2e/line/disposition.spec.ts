import { test } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Asterisk } from '../pbx/asterisk.ts';
import { expect } from '../expect.ts';
import { onEachPbx, over } from './site.ts';

/** The records of calls that Asterisk has written: from whom, to whom, and how the agent has marked them. */
function records(pbx: Asterisk): readonly string[] {
  const file = join(dirname(pbx.logFile), 'cdr-csv', 'Master.csv');
  if (!existsSync(file)) return [];
  // cdr_csv.c, build_csv_record: src is the second field, dst the third, the userfield the last.
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(',').map((field) => field.replaceAll('"', '')))
    .map((fields) => `${fields[1]} ${fields[2]} ${fields.at(-1)}`);
}

onEachPbx('the disposition of a call', (site) => {
  test('stands in the record of the whole call, whoever called', async () => {
    const { pbx } = site;
    for (const module of ['cdr_csv.so', 'func_cdr.so']) await pbx.console(`module load ${module}`);
    const line = await site.line();
    const agent = await site.phone('101');
    const customer = await site.phone('201', { do: 'answer', afterMs: 50 });
    const mark = (callId: string, value: string) =>
      line.connection.setVariable(callId, 'CDR(userfield)', value);

    await customer.dial('101');
    await line.next('RingStarted');
    agent.liveCalls[0]!.answer();
    const { call } = await line.next('CommutationStarted');
    expect(await mark(call.id, 'Complaint')).toEqual({ status: 'done' });
    expect(await mark(call.id, 'Order'), 'the last one counts').toEqual({ status: 'done' });
    await customer.liveCalls[0]!.hangup();
    await over(line);
    await expect.poll(() => records(pbx)).toContain('201 101 Order');

    await line.execute({ type: 'MakeCall', number: '201' });
    const { call: second } = await line.next('CommutationStarted');
    expect(await mark(second.id, 'Second order')).toEqual({ status: 'done' });
    await customer.liveCalls[0]!.hangup();
    await over(line);
    await expect.poll(() => records(pbx).join('\n')).toMatch(/ 201 Second order$/mu);
    // What is said after the end changes nothing.
    expect(await mark(second.id, 'Late')).toMatchObject({ status: 'refused' });
  });
});
