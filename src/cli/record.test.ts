import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PracticePbx, startPracticePbx } from '../practice/practicePbx.ts';
import { systemEdges } from './edges.ts';
import { BuiltCli, callEvents, isOnline, lineArgs } from './testing/cli.ts';

let cli: BuiltCli;
let pbx: PracticePbx;
beforeAll(async () => {
  cli = await BuiltCli.build();
  pbx = await startPracticePbx({ edges: systemEdges, agentName: 'Agent One', incoming: 'never' });
}, 60_000);
afterAll(async () => {
  await cli.dispose();
  await pbx.stop();
});

describe('record', () => {
  test('a session that can be replayed, without the secret', async () => {
    const folder = join(cli.folder, 'recorded/here');
    const run = cli.run(['record', '--out', folder, ...lineArgs(pbx)], { OFFHOOK_SECRET: pbx.secret });
    await run.line(isOnline);
    expect(existsSync(join(folder, 'server.txt.part'))).toBe(true);
    run.say({ type: 'MakeCall', number: '204' });
    await run.line(({ type }) => type === 'RingFinished');
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);

    const client = readFileSync(join(folder, 'client.txt'), 'utf8');
    expect(client).toContain('Key: ***');
    expect(client).not.toContain(pbx.secret);
    expect(client).toContain('Action: Originate');
    expect(existsSync(join(folder, 'server.txt.part'))).toBe(false);
    const segments = readFileSync(join(folder, 'timing.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; off: number; len: number });
    for (const side of ['server', 'client']) {
      const mine = segments.filter(({ kind }) => kind === side);
      const size = readFileSync(join(folder, `${side}.txt`)).length;
      expect(mine.reduce((end, { off, len }) => (off === end ? end + len : Number.NaN), 0)).toBe(size);
    }

    const again = cli.run(['replay', join(folder, 'server.txt'), '--line', '101', '--device', pbx.device]);
    expect(await again.ended).toBe(0);
    expect(callEvents(again.lines)).toEqual(callEvents(run.lines));

    const over = cli.run(['record', '--out', folder, ...lineArgs(pbx)], { OFFHOOK_SECRET: pbx.secret });
    expect(await over.ended).toBe(4);
    expect(readFileSync(join(folder, 'client.txt'), 'utf8')).toBe(client);
  });

  test('4: a folder that cannot be made', async () => {
    const file = join(cli.folder, 'file');
    await writeFile(file, '');
    const run = cli.run(['record', '--out', file, ...lineArgs(pbx)], { OFFHOOK_SECRET: pbx.secret });
    expect(await run.ended).toBe(4);
    expect(run.stderr).toContain(file);
  });

  test('3, and files that are complete, when the connection is lost', async () => {
    const other = await startPracticePbx({ edges: systemEdges, incoming: 'never' });
    const folder = join(cli.folder, 'lost');
    const run = cli.run(['record', '--out', folder, ...lineArgs(other)], { OFFHOOK_SECRET: other.secret });
    await run.line(isOnline);
    await other.stop();
    expect(await run.ended).toBe(3);
    expect(readFileSync(join(folder, 'server.txt'), 'utf8')).toContain('Asterisk Call Manager/');
  });
});
