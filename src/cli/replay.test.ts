import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuiltCli, type Running, callEvents, recordingsFolder } from './testing/cli.ts';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await BuiltCli.build();
}, 60_000);
afterAll(() => cli.dispose());

describe('replay', () => {
  const scenario = (pbxName: string, name: string): string =>
    join(recordingsFolder, pbxName, `${name}.server.txt`);
  const replay = (file: string, device: string, ...more: string[]): Running =>
    cli.run(['replay', file, '--line', '101', '--device', device, ...more]);

  test('the same five events from Asterisk 11, 16 and 22, at the times of the recording', async () => {
    for (const [name, device] of [
      ['11-sip', 'SIP/101'],
      ['16-pjsip', 'PJSIP/101'],
      ['22-pjsip', 'PJSIP/101'],
    ] as const) {
      const run = replay(scenario(name, '01-outgoing-hold-unhold-hangup'), device);
      expect(await run.ended).toBe(0);
      expect(callEvents(run.lines)).toEqual([
        'RingStarted',
        'CommutationStarted',
        'PutHoldAction',
        'EndHoldAction',
        'RingFinished',
      ]);
      const end = run.lines.find(({ type }) => type === 'RingFinished')?.call as {
        holdMs: number;
        outcome: string;
      };
      expect(end.outcome).toBe('answered');
      // The agent held for 3.0 s by the notes of the recording.
      expect(Math.round(end.holdMs / 1000)).toBe(3);
      const again = replay(scenario(name, '01-outgoing-hold-unhold-hangup'), device);
      await again.ended;
      expect(again.stdout).toBe(run.stdout);
    }
  });

  test('in real time', async () => {
    const file = scenario('22-pjsip', '16-login-failure');
    const run = replay(file, 'PJSIP/101', '--realtime');
    expect(await run.ended).toBe(0);
    const [first] = run.lines;
    expect(Math.abs(Date.now() - (first?.at as { wallMs: number }).wallMs)).toBeLessThan(600_000);
  });

  test('4: files that cannot be read, or are no recording', async () => {
    const missing = replay(join(cli.folder, 'nowhere.server.txt'), 'PJSIP/101');
    expect(await missing.ended).toBe(4);
    const text = join(cli.folder, 'letter.server.txt');
    await writeFile(text, 'Dear Sir or Madam,\r\n\r\n');
    const letter = replay(text, 'PJSIP/101');
    expect(await letter.ended).toBe(4);
    expect(letter.stderr).toContain('[recordingUnreadable');
    expect(await replay(text, 'PJSIP/101', '--realtime').ended).toBe(4);
    await writeFile(join(cli.folder, 'letter.timing.jsonl'), 'nonsense\n');
    expect(await replay(text, 'PJSIP/101').ended).toBe(4);
  });
});
