import { describe, expect, it } from 'vitest';
import { junit } from './junit.mjs';
import { playwrightFiles, vitestFiles } from './report.mjs';
import { resultsOf } from './results.mjs';
import { slowestTable, stepTable } from './table.mjs';

/** As Vitest 4 writes it. */
const vitest = {
  testResults: [
    {
      name: '/co/src/ami/parser.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [
        { fullName: 'the parser reads a packet', status: 'passed', duration: 1500.4 },
        {
          fullName: 'the parser refuses "<&>"',
          status: 'failed',
          duration: 500,
          failureMessages: [
            '\u001b[31mAssertionError: expected 1 to be 2\u001b[39m\n    at parser.test.ts:7\u0007',
          ],
        },
        { fullName: 'the parser rests', status: 'pending' },
      ],
    },
    {
      name: '/co/src/ami/broken.test.ts',
      status: 'failed',
      message: 'SyntaxError: no',
      assertionResults: [],
    },
  ],
};
const test = (status, ...results) => ({ status, results });
const result = (status, duration, message) => ({
  status,
  duration,
  ...(message === undefined ? {} : { error: { message } }),
});
/** As Playwright 1.65 writes it. */
const playwright = {
  config: { rootDir: '/co/e2e' },
  suites: [
    {
      title: 'line/hold.spec.ts',
      specs: [{ title: 'resumes', tests: [test('expected', result('passed', 2000))] }],
      suites: [
        {
          title: 'on Asterisk 22',
          specs: [
            { title: 'holds', tests: [test('unexpected', result('failed', 3000, 'Error: not held'))] },
            { title: 'holds twice', tests: [test('flaky', result('failed', 1, 'x'), result('passed', 1))] },
            { title: 'parks', tests: [test('skipped', result('skipped', 0))] },
            { title: 'never began', tests: [test('skipped')] },
            { title: 'was under way', tests: [test('skipped', result('interrupted', 10))] },
          ],
        },
      ],
    },
  ],
  errors: [{ message: 'Timed out waiting 60s for the test suite to run' }],
};

const unit = vitestFiles(vitest, '/co');
const e2e = playwrightFiles(playwright, '/co');

describe('the reports of the runners', () => {
  it('name files below the checkout, with their time', () => {
    expect([...unit, ...e2e].map(({ file, ms }) => [file, Math.round(ms)])).toEqual([
      ['src/ami/parser.test.ts', 2000],
      ['src/ami/broken.test.ts', 0],
      ['e2e/line/hold.spec.ts', 5012],
      ['Playwright', 0],
    ]);
  });

  it('tell what passed from what failed, was skipped and did not run', () => {
    expect(e2e[0].tests.map(({ name, status }) => [name, status])).toEqual([
      ['resumes', 'passed'],
      ['on Asterisk 22 › holds', 'failed'],
      ['on Asterisk 22 › holds twice', 'failed'],
      ['on Asterisk 22 › parks', 'skipped'],
      ['on Asterisk 22 › never began', 'notRun'],
      ['on Asterisk 22 › was under way', 'notRun'],
    ]);
    const { passed, failed, skipped, notRun } = resultsOf([...unit, ...e2e]);
    expect(passed).toBe(2);
    expect(failed).toEqual([
      'src/ami/parser.test.ts: the parser refuses "<&>"\n' +
        '      AssertionError: expected 1 to be 2\n          at parser.test.ts:7\u0007',
      'src/ami/broken.test.ts: could not be run\n      SyntaxError: no',
      'e2e/line/hold.spec.ts: on Asterisk 22 › holds\n      Error: not held',
      'e2e/line/hold.spec.ts: on Asterisk 22 › holds twice\n      It passed only when repeated.\n      x',
      'Playwright: could not be run\n      Timed out waiting 60s for the test suite to run',
    ]);
    expect(skipped).toEqual([
      'src/ami/parser.test.ts: the parser rests',
      'e2e/line/hold.spec.ts: on Asterisk 22 › parks',
    ]);
    expect(notRun).toEqual(['e2e/line/hold.spec.ts: 2 of 6 tests']);
  });
});

describe('JUnit XML', () => {
  const text = junit([...unit, ...e2e]);

  it('counts every test once', () => {
    expect(text).toContain(
      '<testsuites name="offhook" tests="11" failures="3" errors="2" skipped="4" time="7.012">',
    );
    expect(text.match(/<testcase /g)).toHaveLength(11);
    expect(text.match(/<failure /g)).toHaveLength(3);
    expect(text.match(/<skipped/g)).toHaveLength(4);
    expect(text.match(/<error /g)).toHaveLength(2);
  });

  it('is well formed, whatever a test is called and says', () => {
    expect(text).toContain('name="the parser refuses &quot;&lt;&amp;&gt;&quot;"');
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(text).toContain('at parser.test.ts:7\uFFFD</failure>');
  });
});

describe('the tables', () => {
  it('show the slowest files first, and no more than wanted', () => {
    expect(slowestTable([...unit, ...e2e], 2)).toBe(
      '  Slowest files            Time  Tests\n' +
        '  e2e/line/hold.spec.ts   5.0 s      6\n' +
        '  src/ami/parser.test.ts  2.0 s      3\n',
    );
  });

  it('show each step, and the whole, which is less than their sum where they went side by side', () => {
    const times = [
      { title: 'Build', ms: 2000 },
      { title: 'Unit tests', ms: 130_000 },
    ];
    expect(stepTable(times, 131_000)).toBe(
      '  Step                     Time\n' +
        '  Build                   2.0 s\n' +
        '  Unit tests         2 min 10 s\n' +
        '  From start to end  2 min 11 s\n',
    );
  });
});
