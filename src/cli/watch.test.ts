import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PracticePbx, startPracticePbx } from '../practice/practicePbx.ts';
import { systemEdges } from './edges.ts';
import { BuiltCli, type Line, type Running, callEvents, isOnline, lineArgs } from './testing/cli.ts';

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

const watch = (secret = pbx.secret): Running =>
  cli.run(['watch', ...lineArgs(pbx)], { OFFHOOK_SECRET: secret });
const isCall =
  (type: string) =>
  (line: Line): boolean =>
    line.type === type;
const idOf = (line: Line): string => (line.call as { id: string }).id;

describe('watch', () => {
  test('a call from the first command to its end, held and resumed between', async () => {
    const run = watch();
    await run.line(isOnline);
    run.say({ id: 1, type: 'MakeCall', number: '201' });
    const made = await run.line((line) => line.id === 1);
    expect(made).toMatchObject({ type: 'CommandResult', command: 'MakeCall', status: 'done' });
    const callId = idOf(await run.line(isCall('CommutationStarted')));
    run.say({ id: 'hold', type: 'HoldCall', callId });
    expect(await run.line((line) => line.id === 'hold')).toMatchObject({ status: 'done' });
    run.say({ id: 'resume', type: 'ResumeCall', callId });
    expect(await run.line((line) => line.id === 'resume')).toMatchObject({ status: 'done' });
    run.say({ id: 'end', type: 'DropCall', callId });
    expect(await run.line((line) => line.id === 'end')).toMatchObject({ status: 'done' });
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(callEvents(run.lines)).toEqual([
      'RingStarted',
      'CommutationStarted',
      'PutHoldAction',
      'EndHoldAction',
      'RingFinished',
    ]);
    expect(run.stdout).not.toContain(pbx.secret);
    expect(run.stderr).not.toContain(pbx.secret);
  });

  test('what is no command is answered and harms nothing', async () => {
    const run = watch();
    await run.line(isOnline);
    run.say(
      '{"type":',
      '[]',
      'null',
      { id: 'a', type: 'Format' },
      { id: 'b', type: 'MakeCall', number: '101@from-trunk' },
      { id: 'two', type: 'MakeCall', number: '030 901820, 030 901821' },
      { id: 'none', type: 'BlindTransferCall', callId: 'x', number: '' },
    );
    run.say({ id: 'c', type: 'MakeCall', number: '201', channel: 'x' }, '', 'x'.repeat(70_000));
    run.say({ id: 'last', type: 'DropCall', callId: 'none' });
    const last = await run.line((line) => line.id === 'last');
    expect(last).toMatchObject({ type: 'CommandResult', status: 'refused', code: 'unknownCall' });
    expect(last.message).toMatch(/\w+ \w+/);
    const errors = run.lines.filter(({ type }) => type === 'CommandError');
    expect(errors.map(({ code, id }) => [code, id])).toEqual([
      ['badJson', undefined],
      ['badCommand', undefined],
      ['badCommand', undefined],
      ['badCommand', 'a'],
      ['invalidNumber', 'b'],
      ['severalNumbers', 'two'],
      ['invalidNumber', 'none'],
      ['badCommand', 'c'],
      ['lineTooLong', undefined],
    ]);
    const faults = errors.filter(({ detail }) => typeof detail === 'string' && detail.includes('number'));
    expect(faults.map(({ at, detail }) => [at, detail])).toContainEqual([
      3,
      expect.stringContaining('offset 3') as string,
    ]);
    expect(faults.map(({ detail }) => detail)).toContainEqual(
      expect.stringContaining('030901820, 030901821') as string,
    );
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(callEvents(run.lines)).toEqual([]);
  });

  test('a number is read as in the panel', async () => {
    const run = watch();
    await run.line(isOnline);
    run.say({ id: 1, type: 'MakeCall', number: '(2) 0-1' });
    expect(await run.line((line) => line.id === 1)).toMatchObject({ status: 'done' });
    const rings = await run.line(isCall('RingStarted'));
    expect(rings.call).toMatchObject({ number: '201' });
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
  });

  test('the secret from the first line of standard input, commands from the next', async () => {
    const run = cli.run(['watch', ...lineArgs(pbx)]);
    run.process.stdin.write(`${pbx.secret}\n{"id":1,"type":"MakeCall","number":"999"}\n`);
    // Commands that come before the link stands are refused, not kept.
    expect(await run.line((line) => line.id === 1)).toMatchObject({
      status: 'refused',
      code: 'notConnected',
    });
    await run.line(isOnline);
    run.say({ id: 2, type: 'MakeCall', number: '999' });
    expect(await run.line((line) => line.id === 2)).toMatchObject({ code: 'unknownNumber' });
    run.process.stdin.end();
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
  });

  test('ends in good order when no one reads its output any more', async () => {
    const run = watch();
    await run.line(isOnline);
    run.process.stdout.destroy();
    run.say({ type: 'MakeCall', number: '999' }, { type: 'MakeCall', number: '999' });
    expect(await run.ended).toBe(0);
    expect(run.stderr).not.toMatch(/at .*:\d+/);
  });

  test('3: the login is refused, no one is there, or it is no Asterisk', async () => {
    const wrong = watch('wrong');
    expect(await wrong.ended).toBe(3);
    expect(wrong.stderr).toContain('[loginRefused');

    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const port = await new Promise<number>((resolve) => {
      web.listen(0, '127.0.0.1', () => resolve((web.address() as { port: number }).port));
    });
    const args = [
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--user',
      'u',
      '--line',
      '1',
      '--device',
      'SIP/1',
    ];
    const other = cli.run(['watch', ...args], { OFFHOOK_SECRET: 'x' });
    expect(await other.ended).toBe(3);
    expect(other.stderr).toContain('[notAsterisk');
    await new Promise((resolve) => web.close(resolve));
    const nobody = cli.run(['watch', ...args], { OFFHOOK_SECRET: 'x' });
    expect(await nobody.ended).toBe(3);
    expect(nobody.stderr).toContain('[portRefused');
  });
});
