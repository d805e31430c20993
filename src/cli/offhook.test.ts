import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { BuiltCli } from './testing/cli.ts';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await BuiltCli.build();
}, 60_000);
afterAll(() => cli.dispose());

const line = ['--host', '127.0.0.1', '--port', '1', '--user', 'u', '--line', '101', '--device', 'PJSIP/101'];

test('0: help and version, on standard output', async () => {
  const help = cli.run(['watch', '--help']);
  expect(await help.ended).toBe(0);
  expect(help.stdout).toContain('--parking-lot');
  expect(help.stderr).toBe('');
  const version = cli.run(['--version']);
  expect(await version.ended).toBe(0);
  expect(version.stdout).toBe(`${packageJson.version}\n`);
});

test('2: wrong use, on standard error', async () => {
  const wrong = cli.run(['watch', '--hots', 'x']);
  expect(await wrong.ended).toBe(2);
  expect(wrong.stderr).toContain('--hots');
  expect(wrong.stdout).toBe('');
});

test('2: no secret', async () => {
  const run = cli.run(['watch', ...line]);
  run.process.stdin.end();
  expect(await run.ended).toBe(2);
  expect(run.stderr).toContain('OFFHOOK_SECRET');
});

test('4: a certificate authority that is not there', async () => {
  const run = cli.run(['watch', ...line, '--ca', 'nowhere.pem'], { OFFHOOK_SECRET: 'x' });
  expect(await run.ended).toBe(4);
  expect(run.stderr).toContain('nowhere.pem');
});
