import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/asterisk/edges.ts';
import { nodeFiles } from '../../src/settings/atomicFile.ts';
import { OriginDecisions } from './originDecisions.ts';

const crm = { origin: 'https://crm.example.com', name: 'crm.example.com' };
const dayMs = 24 * 60 * 60_000;
const noon = new Date(2026, 10, 23, 12).getTime();

let path: string;
let nowMs: number;
let asked: string[];
let withdrawn: string[];
let logged: LogEntry[];

const open = (): Promise<OriginDecisions> =>
  OriginDecisions.open(path, {
    files: nodeFiles,
    nowWallMs: () => nowMs,
    log: (entry) => logged.push(entry),
    ask: ({ name }) => asked.push(name),
    withdraw: (origin) => withdrawn.push(origin),
  });

const forEver = new AbortController().signal;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'offhook-origins-')), 'origins.json');
  nowMs = noon;
  [asked, withdrawn, logged] = [[], [], []];
});

describe('a page that nobody decided about', () => {
  it('is asked about once, and all of its pages get the answer', async () => {
    const decisions = await open();
    const pages = [decisions.mayConnect(crm, forEver), decisions.mayConnect(crm, forEver)];
    expect(asked).toEqual(['crm.example.com']);
    decisions.decide(crm.origin, 'allow');
    expect(await Promise.all(pages)).toEqual([true, true]);
    expect(await decisions.mayConnect(crm, forEver)).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('is not asked about any more once its last page has gone', async () => {
    const decisions = await open();
    const [first, second] = [new AbortController(), new AbortController()];
    const pages = [decisions.mayConnect(crm, first.signal), decisions.mayConnect(crm, second.signal)];
    first.abort();
    expect(withdrawn).toEqual([]);
    second.abort();
    expect(await Promise.all(pages)).toEqual([false, false]);
    expect(withdrawn).toEqual([crm.origin]);
    void decisions.mayConnect(crm, forEver);
    expect(asked).toHaveLength(2);
  });

  it('is let in without asking where the administrator preset it', async () => {
    const decisions = await open();
    decisions.preset = [crm.origin];
    expect(await decisions.mayConnect(crm, forEver)).toBe(true);
    expect(asked).toEqual([]);
  });
});

describe('a decision', () => {
  it('is known again at the next start', async () => {
    const decisions = await open();
    decisions.decide(crm.origin, 'never');
    await decisions.flushed();
    expect(await (await open()).mayConnect(crm, forEver)).toBe(false);
    expect(asked).toEqual([]);
  });

  it('for today is over tomorrow', async () => {
    const decisions = await open();
    decisions.decide(crm.origin, 'allowToday');
    nowMs += dayMs / 4;
    expect(await decisions.mayConnect(crm, forEver)).toBe(true);
    nowMs += dayMs / 2;
    void decisions.mayConnect(crm, forEver);
    expect(asked).toHaveLength(1);
    expect(decisions.list).toEqual([]);
  });

  it('can be taken back', async () => {
    const decisions = await open();
    decisions.decide(crm.origin, 'allow');
    decisions.revoke(crm.origin);
    decisions.revoke('https://unknown.example');
    void decisions.mayConnect(crm, forEver);
    expect(asked).toHaveLength(1);
    await decisions.flushed();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, origins: [] });
  });
});

it('a file that cannot be read is set aside, and everything is asked anew', async () => {
  writeFileSync(path, '{"version":1,"origins":[{"origin":7}]}');
  const decisions = await open();
  expect(logged).toContainEqual(expect.objectContaining({ what: 'origins set aside' }));
  void decisions.mayConnect(crm, forEver);
  expect(asked).toEqual(['crm.example.com']);
});
