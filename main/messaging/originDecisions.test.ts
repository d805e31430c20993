import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import { nodeFiles } from '../../src/settings/atomicFile.ts';
import { OriginDecisions } from './originDecisions.ts';

const crm = { origin: 'https://crm.example.com', name: 'crm.example.com' };
const dayMs = 24 * 60 * 60_000;
const noon = new Date(2026, 10, 23, 12).getTime();

let path: string;
let nowMs: number;
let changes: number;
let logged: LogEntry[];

async function open(): Promise<OriginDecisions> {
  const decisions = await OriginDecisions.open(path, {
    files: nodeFiles,
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
  [changes, logged] = [0, []];
});

const names = (decisions: OriginDecisions): string[] => decisions.asked.map(({ name }) => name);

describe('a page that nobody decided about', () => {
  it('is asked about once, and all of its pages get the answer', async () => {
    const decisions = await open();
    expect(decisions.isAllowed(crm.origin)).toBeUndefined();
    const pages = [decisions.askAbout(crm, forEver), decisions.askAbout(crm, forEver)];
    expect(names(decisions)).toEqual(['crm.example.com']);
    expect(changes).toBe(1);
    decisions.decide(crm.origin, 'allow');
    expect(await Promise.all(pages)).toEqual([true, true]);
    expect(decisions.isAllowed(crm.origin)).toBe(true);
    expect(names(decisions)).toEqual([]);
  });

  it('that does not wait is not let in; the question stands, once, until it is answered', async () => {
    const decisions = await open();
    const wait = new AbortController();
    const page = decisions.askAbout(crm, wait.signal);
    wait.abort();
    expect(await page).toBe(false);
    expect(await decisions.askAbout(crm, wait.signal)).toBe(false);
    expect(names(decisions)).toEqual(['crm.example.com']);
    decisions.decide(crm.origin, 'never');
    expect(names(decisions)).toEqual([]);
    expect(decisions.isAllowed(crm.origin)).toBe(false);
  });

  it('is let in without asking where the administrator preset it, also when it waits', async () => {
    const decisions = await open();
    const page = decisions.askAbout(crm, forEver);
    decisions.preset = [crm.origin];
    expect(await page).toBe(true);
    expect(decisions.isAllowed(crm.origin)).toBe(true);
    expect(names(decisions)).toEqual([]);
  });

  it('is not even asked about when too many are', async () => {
    const decisions = await open();
    for (let i = 0; i < 10; i += 1) {
      const evil = { origin: `https://${i}.evil.example`, name: `${i}.evil.example` };
      void decisions.askAbout(evil, forEver);
    }
    expect(names(decisions)).toHaveLength(4);
    expect(await decisions.askAbout(crm, forEver)).toBe(false);
  });
});

describe('a decision', () => {
  it('is known again at the next start', async () => {
    const decisions = await open();
    decisions.decide(crm.origin, 'never');
    await decisions.flushed();
    expect((await open()).isAllowed(crm.origin)).toBe(false);
  });

  it('for today is over tomorrow', async () => {
    const decisions = await open();
    decisions.decide(crm.origin, 'allowToday');
    nowMs += dayMs / 4;
    expect(decisions.isAllowed(crm.origin)).toBe(true);
    nowMs += dayMs / 2;
    expect(decisions.isAllowed(crm.origin)).toBeUndefined();
    expect(decisions.list).toEqual([]);
  });

  it('can be taken back', async () => {
    const decisions = await open();
    decisions.decide(crm.origin, 'allow');
    decisions.revoke(crm.origin);
    decisions.revoke('https://unknown.example');
    expect(decisions.isAllowed(crm.origin)).toBeUndefined();
    await decisions.flushed();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, origins: [] });
  });
});

it('a file that cannot be read is set aside, and everything is asked anew', async () => {
  writeFileSync(path, '{"version":1,"origins":[{"origin":7}]}');
  const decisions = await open();
  expect(logged).toContainEqual(expect.objectContaining({ what: 'origins set aside' }));
  expect(decisions.isAllowed(crm.origin)).toBeUndefined();
});
