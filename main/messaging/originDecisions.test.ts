import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../../src/ami/testing/fakeClock.ts';
import type { LogEntry } from '../../src/world/edges.ts';
import { type Origin, originOf } from '../../src/messaging/origin.ts';
import { type Files, nodeFiles } from '../../src/world/atomicFile.ts';
import { OriginDecisions } from './originDecisions.ts';

function pageOf(origin: string): Origin {
  const page = originOf(origin);
  if (page === undefined) throw new Error(`${origin} is no origin`);
  return page;
}
const crm = pageOf('https://crm.example.com');
const dayMs = 24 * 60 * 60_000;
const noon = new Date(2026, 10, 23, 12).getTime();

let path: string;
let clock: FakeClock;
let nowMs: number;
let changes: number;
let logged: LogEntry[];

async function open(files: Files = nodeFiles): Promise<OriginDecisions> {
  const decisions = await OriginDecisions.open(path, {
    files,
    clock,
    nowWallMs: () => nowMs,
    log: (entry) => logged.push(entry),
  });
  decisions.onChange = () => (changes += 1);
  return decisions;
}

const forEver = new AbortController().signal;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'offhook-origins-')), 'origins.json');
  nowMs = noon;
  clock = new FakeClock();
  [changes, logged] = [0, []];
});

const names = (decisions: OriginDecisions): string[] => decisions.asked.map(({ name }) => name);

describe('a page that no one decided about', () => {
  it('is asked about once, and all of its pages get the answer', async () => {
    const decisions = await open();
    expect(decisions.isAllowed(crm)).toBeUndefined();
    const pages = [decisions.askAbout(crm, forEver), decisions.askAbout(crm, forEver)];
    expect(names(decisions)).toEqual(['crm.example.com']);
    expect(changes).toBe(1);
    decisions.decide(crm, 'allow');
    expect(await Promise.all(pages)).toEqual([true, true]);
    expect(decisions.isAllowed(crm)).toBe(true);
    expect(names(decisions)).toEqual([]);
  });

  it('is asked about as long as one of its pages waits', async () => {
    const decisions = await open();
    const [first, second] = [new AbortController(), new AbortController()];
    const pages = [decisions.askAbout(crm, first.signal), decisions.askAbout(crm, second.signal)];
    first.abort();
    expect(names(decisions)).toEqual(['crm.example.com']);
    second.abort();
    expect(await Promise.all(pages)).toEqual([false, false]);
    expect(names(decisions)).toEqual([]);
    expect(await decisions.askAbout(crm, second.signal)).toBe(false);
    expect(names(decisions)).toEqual([]);
    expect(decisions.isAllowed(crm)).toBeUndefined();
  });

  it('is one question for all names of its domain', async () => {
    const decisions = await open();
    void decisions.askAbout(pageOf('https://a.evil.example'), forEver);
    const others = ['b', 'c', 'd'].map((name) =>
      decisions.askAbout(pageOf(`https://${name}.evil.example`), forEver),
    );
    expect(await Promise.all(others)).toEqual([false, false, false]);
    void decisions.askAbout(crm, forEver);
    expect(names(decisions)).toEqual(['a.evil.example', 'crm.example.com']);
  });

  it('is let in by a yes to its own name alone, and kept out by a no to any of its domain', async () => {
    const decisions = await open();
    decisions.decide(crm, 'allow');
    expect(decisions.isAllowed(pageOf('https://other.example.com'))).toBeUndefined();
    decisions.decide(pageOf('https://ads.example.com'), 'never');
    expect(decisions.isAllowed(pageOf('https://other.example.com'))).toBe(false);
    expect(decisions.isAllowed(pageOf('https://other.example.com:8443'))).toBe(false);
    expect(decisions.isAllowed(crm)).toBe(true);
    decisions.decide(pageOf('https://anna.github.io'), 'never');
    expect(decisions.isAllowed(pageOf('https://berta.github.io'))).toBeUndefined();
  });

  it('is refused over http, unless an administrator lets it in', async () => {
    const decisions = await open();
    const plain = pageOf('http://crm.example.com');
    decisions.decide(plain, 'allow');
    expect(decisions.isAllowed(plain)).toBe(false);
    decisions.preset = [plain.origin];
    expect(decisions.isAllowed(plain)).toBe(true);
    expect(decisions.isAllowed(pageOf('http://localhost:3000'))).toBeUndefined();
  });

  it('is let in without asking where the administrator preset it, also when it waits', async () => {
    const decisions = await open();
    const page = decisions.askAbout(crm, forEver);
    decisions.preset = [crm.origin];
    expect(await page).toBe(true);
    expect(decisions.isAllowed(crm)).toBe(true);
    expect(names(decisions)).toEqual([]);
  });

  it('is asked about however many others are: no one fills the queue', async () => {
    const decisions = await open();
    const shown = pageOf('https://first.example');
    void decisions.askAbout(shown, forEver);
    const evil = Array.from({ length: 40 }, (_, i) =>
      decisions.askAbout(pageOf(`https://evil-${i}.example`), forEver),
    );
    void decisions.askAbout(crm, forEver);
    expect(await evil[0]).toBe(false);
    expect(decisions.asked).toHaveLength(16);
    expect(names(decisions).at(0)).toBe(shown.name);
    expect(names(decisions).at(-1)).toBe(crm.name);
  });
});

describe('a decision', () => {
  it('is known again at the next start', async () => {
    const decisions = await open();
    decisions.decide(crm, 'never');
    await decisions.flushed();
    expect((await open()).isAllowed(crm)).toBe(false);
  });

  it('that finds the disk full is written when there is room', async () => {
    let isFull = true;
    const disk: Files = {
      ...nodeFiles,
      writeNew: (file, content, mode) =>
        isFull
          ? Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
          : nodeFiles.writeNew(file, content, mode),
    };
    const decisions = await open(disk);
    decisions.decide(crm, 'never');
    await decisions.flushed();
    clock.advance(30_000);
    await decisions.flushed();
    expect(logged.filter(({ what }) => what === 'origins not written')).toHaveLength(1);
    isFull = false;
    clock.advance(30_000);
    await vi.waitUntil(() => existsSync(path), { interval: 1 });
    await decisions.flushed();
    expect((await open()).isAllowed(crm)).toBe(false);
    expect(clock.pending).toBe(0);
  });

  it('for today is over tomorrow', async () => {
    const decisions = await open();
    decisions.decide(crm, 'allowToday');
    nowMs += dayMs / 4;
    expect(decisions.isAllowed(crm)).toBe(true);
    nowMs += dayMs / 2;
    expect(decisions.isAllowed(crm)).toBeUndefined();
    expect(decisions.list).toEqual([]);
  });

  it('can be taken back', async () => {
    const decisions = await open();
    decisions.decide(crm, 'allow');
    decisions.revoke(crm.origin);
    decisions.revoke('https://unknown.example');
    expect(decisions.isAllowed(crm)).toBeUndefined();
    await decisions.flushed();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, origins: [] });
  });
});

it('a file that cannot be read is set aside, and everything is asked again', async () => {
  writeFileSync(path, '{"version":1,"origins":[{"origin":7}]}');
  const decisions = await open();
  expect(logged).toContainEqual(expect.objectContaining({ what: 'origins set aside' }));
  expect(decisions.isAllowed(crm)).toBeUndefined();
});
