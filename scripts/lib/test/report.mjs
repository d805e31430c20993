// @ts-check
// What Vitest and Playwright did, read from their own JSON reports and brought to one form.
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Test
 * @property {string} name with the groups that it is in
 * @property {'passed' | 'failed' | 'skipped' | 'notRun'} status `notRun`: the runner ended before it
 * @property {number} ms
 * @property {string} [message] why it failed
 *
 * @typedef {object} TestFile
 * @property {string} file below the checkout
 * @property {number} ms of its tests, one after the other
 * @property {Test[]} tests
 * @property {string} [fault] why it could not be run
 */

/** @param {string} file @returns {any} undefined when there is none that can be read */
export function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {{ ms: number }[]} all */
const total = (all) => all.reduce((sum, { ms }) => sum + ms, 0);

/** @param {unknown} message */
const plain = (message) => stripVTControlCharacters(String(message ?? ''));

/**
 * @param {any} report Vitest's
 * @param {string} root names of files are below it
 * @returns {TestFile[]}
 */
export function vitestFiles(report, root) {
  return report.testResults.map((/** @type {any} */ suite) => {
    /** @type {Test[]} */
    const tests = suite.assertionResults.map((/** @type {any} */ test) => ({
      name: test.fullName.trim(),
      status: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
      ms: test.duration ?? 0,
      ...(test.status === 'failed' ? { message: plain(test.failureMessages?.[0]) } : {}),
    }));
    // a file that could not be loaded has no tests to fail
    const broken = suite.status === 'failed' && tests.every(({ status }) => status !== 'failed');
    return {
      file: path.relative(root, suite.name),
      ms: total(tests),
      tests,
      ...(broken ? { fault: plain(suite.message) } : {}),
    };
  });
}

/** @param {any} test @returns {Test['status']} */
function playwrightStatus(test) {
  // one that the end of the run kept from starting has no results; what was interrupted counts neither way
  const results = test.results.map((/** @type {any} */ result) => result.status);
  if (test.status === 'skipped')
    return results.length === 0 || results.includes('interrupted') ? 'notRun' : 'skipped';
  return test.status === 'expected' ? 'passed' : 'failed';
}

/**
 * @param {any} report Playwright's
 * @param {string} root names of files are below it
 * @returns {TestFile[]}
 */
export function playwrightFiles(report, root) {
  /** @param {any} suite @param {string[]} titles @returns {Test[]} */
  const testsOf = (suite, titles) => [
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests.map((/** @type {any} */ test) => {
        const status = playwrightStatus(test);
        const error = test.results.find((/** @type {any} */ result) => result.error)?.error;
        const repeated = test.status === 'flaky' ? 'It passed only when repeated.\n' : '';
        return {
          name: [...titles, spec.title].join(' › '),
          status,
          ms: test.results.reduce(
            (/** @type {number} */ sum, /** @type {any} */ one) => sum + one.duration,
            0,
          ),
          ...(status === 'failed' ? { message: `${repeated}${plain(error?.message)}` } : {}),
        };
      }),
    ),
    ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => testsOf(inner, [...titles, inner.title])),
  ];
  const folder = path.relative(root, report.config?.rootDir ?? root);
  /** @type {TestFile[]} */
  const files = report.suites.map((/** @type {any} */ suite) => {
    const tests = testsOf(suite, []);
    return { file: path.posix.join(folder, suite.title), ms: total(tests), tests };
  });
  const errors = (report.errors ?? []).map((/** @type {any} */ error) => plain(error.message));
  return errors.length === 0
    ? files
    : [...files, { file: 'Playwright', ms: 0, tests: [], fault: errors.join('\n') }];
}
