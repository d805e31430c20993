import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogFile } from './log.ts';

let folder: string;
let log: LogFile;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'offhook-log-')), 'logs');
  log = new LogFile({ folder, maxBytes: 1000, keep: 2, nowWallMs: () => Date.UTC(2026, 10, 23) });
});
afterEach(() => {
  log.close();
});

const text = (name = 'offhook.log'): string => readFileSync(join(folder, name), 'utf8');
const lines = (): Record<string, unknown>[] =>
  text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('has one JSON object per line', () => {
    log.write({ level: 'info', what: 'started', version: '1', text: 'two\nlines' });
    log.write({ level: 'warn', what: 'odd' });
    expect(lines()).toEqual([
      { time: '2026-11-23T00:00:00.000Z', level: 'info', what: 'started', version: '1', text: 'two\nlines' },
      { time: '2026-11-23T00:00:00.000Z', level: 'warn', what: 'odd' },
    ]);
    expect(statSync(join(folder, 'offhook.log')).mode & 0o777).toBe(0o600);
  });

  it('tells an error with its code, its cause and where it came from', () => {
    const error = Object.assign(new Error('no', { cause: new Error('because') }), { code: 'EACCES' });
    log.write({ level: 'error', what: 'failed', error });
    expect(lines()[0]).toMatchObject({
      error: { name: 'Error', message: 'no', code: 'EACCES', cause: { message: 'because' } },
    });
    expect((lines()[0]?.error as { stack: string }).stack).toContain('log.test.ts');
  });

  it('counts what comes in a flood, and keeps what else was written', () => {
    log.write({ level: 'info', what: 'started' });
    for (let page = 0; page < 20_000; page++) log.write({ level: 'warn', what: 'page refused' });
    log.write({ level: 'warn', what: 'odd' });
    log.close();
    const written = readdirSync(folder)
      .map((name) => text(name))
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const refused = written.filter(({ what }) => what === 'page refused');
    expect(refused.length).toBeLessThanOrEqual(30);
    expect(written).toContainEqual(expect.objectContaining({ what: 'odd' }));
    expect(written).toContainEqual(
      expect.objectContaining({ what: 'log entries left out', of: 'page refused', unwritten: 19_970 }),
    );
  });

  it('has nothing in it that a terminal obeys', () => {
    log.write({ level: 'info', what: 'call', name: 'a\u001b[2J\u009b2J\u202eb' });
    expect(text()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    expect(lines()[0]).toMatchObject({ name: 'a\u001b[2J\u009b2J\u202eb' });
  });

  it('has no telephone number in it, unless it may', () => {
    const told = {
      level: 'info',
      what: 'call',
      number: '+442079460958',
      error: new Error('no 4930901820'),
    } as const;
    log.write(told);
    expect(text()).not.toMatch(/42079460|49309018/);
    log.masksNumbers = false;
    log.write(told);
    expect(lines().at(-1)).toMatchObject({ number: '+442079460958', error: { message: 'no 4930901820' } });
  });

  it('gives its end to read, whole lines, from the file before it where it has only begun', async () => {
    expect(await log.tail(500)).toBe('');
    for (let n = 0; n < 20; n += 1) log.write({ level: 'info', what: `n${n}`, pad: 'x'.repeat(20) });
    const tail = (await log.tail(500)).trimEnd().split('\n');
    const told = tail.map((line) => (JSON.parse(line) as { what: string }).what);
    expect(told.at(-1)).toBe('n19');
    expect(told).toEqual(Array.from(told, (_what, at) => `n${20 - told.length + at}`));
    expect(told.length).toBeGreaterThan(3);
  });

  it('goes on where it was when it is opened again', () => {
    log.write({ level: 'info', what: 'first' });
    log.close();
    log.write({ level: 'info', what: 'second' });
    expect(lines().map(({ what }) => what)).toEqual(['first', 'second']);
  });

  it('is never larger than it may be, and never more files than it may be', () => {
    for (let n = 0; n < 100; n += 1) log.write({ level: 'info', what: `n${n}`, pad: 'x'.repeat(50) });
    expect(readdirSync(folder).sort()).toEqual(['offhook.1.log', 'offhook.2.log', 'offhook.log']);
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1000);
    expect(lines().at(-1)?.what).toBe('n99');
    const last = /"what":"n(\d+)"[^\n]*\n$/.exec(text('offhook.1.log'))?.[1];
    expect(lines()[0]?.what).toBe(`n${Number(last) + 1}`);
  });

  it('does not fail who writes to it; what was lost is counted', () => {
    writeFileSync(folder, 'a file where the folder should be');
    log.write({ level: 'info', what: 'lost' });
    log.write({ level: 'info', what: 'lost, too' });
    rmSync(folder);
    log.write({ level: 'info', what: 'there' });
    expect(lines()).toMatchObject([{ what: 'there', lost: 2 }]);
  });

  it('does not fail over what has no JSON', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    log.write({ level: 'info', what: 'circle', circle });
    log.write({ level: 'info', what: 'big', n: 12n });
    expect(lines()).toMatchObject([{ what: 'big', n: '12', lost: 1 }]);
  });

  it('never has a secret: not by its name, not in a text, not in an error', () => {
    // With a beginning that is in no name: a secret such as "deep" would be found as the key that it is.
    const token = fc.stringMatching(/^[\w "\\ü密{}:-]{2,40}$/).map((rest) => `Zq${rest}`);
    fc.assert(
      fc.property(token, (secret) => {
        const own = new LogFile({ folder, maxBytes: 1e6, keep: 0, nowWallMs: () => 0 });
        own.maskSecret(secret);
        own.write({
          level: 'info',
          what: 'login',
          Secret: secret,
          deep: [{ password: secret, said: `Secret: ${secret}!` }],
          error: new Error(secret, { cause: new Error(`x${secret}`) }),
        });
        own.close();
        const written = JSON.parse(text()) as { deep: [{ said: string }]; Secret: string };
        rmSync(join(folder, 'offhook.log'));
        expect(written.Secret).toBe('***');
        expect(written.deep[0].said).toBe('Secret: ***!');
        expect(JSON.stringify(written)).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
      { examples: [['"quoted"\\ü密']] },
    );
  });
});
