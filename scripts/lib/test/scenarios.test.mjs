import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scenarioPage } from './scenarios.mjs';

let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-scenarios-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

const write = (name, report) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify(report));
  return file;
};
const spec = (title, ...statuses) => ({ title, tests: statuses.map((status) => ({ status, results: [] })) });
const replay = (pbx, status) => ({
  status,
  meta: { replayed: { scenario: 'hold', line: '101', pbx, events: ['RingStarted 1'] } },
});

const page = (specs, replays = []) =>
  scenarioPage(
    write('unit.json', { testResults: [{ assertionResults: replays }] }),
    write('e2e.json', { suites: [{ title: 'line/hold.spec.ts', specs }] }),
  );
const rowsOf = (text) => text.split('\n').filter((line) => /^\| (?!---)/.test(line));

it('a test that passed is ✓, one that failed ✗, and one that did not run is as one that was not tried', () => {
  const text = page([
    spec('a call is held, on Asterisk 22', 'expected'),
    spec('a call is held, on Asterisk 16', 'skipped'),
    spec('a call is held, on Asterisk 16, chan_sip', 'unexpected'),
    spec('nothing that names an Asterisk', 'unexpected'),
  ]);
  expect(rowsOf(text)).toContain('| a call is held | ✓ | – | ✗ |');
  expect(text).not.toContain('nothing that names');
});

it('a row of several tests is ✓ only when all that ran passed', () => {
  const text = page([
    spec('a call is held, on Asterisk 22', 'expected', 'skipped'),
    spec('a call is parked, on Asterisk 22', 'expected', 'flaky'),
  ]);
  expect(rowsOf(text)).toEqual(
    expect.arrayContaining(['| a call is held | ✓ | – | – |', '| a call is parked | ✗ | – | – |']),
  );
});

it('so is a recorded session', () => {
  const text = page(
    [],
    [replay('11-sip', 'passed'), replay('16-pjsip', 'failed'), replay('22-pjsip', 'pending')],
  );
  expect(rowsOf(text)).toContain('| hold | ✓ | ✗ | – |');
});

it('there is no page where a report is missing', () => {
  expect(scenarioPage(path.join(folder, 'none.json'), path.join(folder, 'none.json'))).toBeUndefined();
});
