// @ts-check
// The results of Vitest and Playwright, read from their own JSON reports and brought to one form.
import fs from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const REASON_LINES = 12;
const REASON_WIDTH = 400;

/**
 * @typedef {object} Results
 * @property {number} passed
 * @property {string[]} failed names, each with the first lines of what went wrong
 * @property {string[]} skipped names
 */

/** @returns {Results} */
export const noResults = () => ({ passed: 0, failed: [], skipped: [] });

/** A log that is cut off keeps its end: what failed says there why. @param {string} name @param {unknown} message */
function failure(name, message) {
  const lines = stripVTControlCharacters(String(message ?? ''))
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [name, ...lines.slice(0, REASON_LINES).map((line) => `    ${line.slice(0, REASON_WIDTH)}`)].join(
    '\n  ',
  );
}

/** @param {string} file @returns {any} */
export function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} root paths in names are below it
 * @returns {Results | undefined} undefined when Vitest did not get so far
 */
export function vitestResults(file, root) {
  const report = readReport(file);
  if (!report) return undefined;
  const results = noResults();
  for (const suite of report.testResults) {
    const where = suite.name.replace(`${root}/`, '');
    for (const test of suite.assertionResults) {
      const name = `${where}: ${test.fullName.trim()}`;
      if (test.status === 'passed') results.passed++;
      else if (test.status === 'failed') results.failed.push(failure(name, test.failureMessages?.[0]));
      else results.skipped.push(name);
    }
    // a file that could not be loaded has no tests to fail
    if (
      suite.status === 'failed' &&
      suite.assertionResults.every((/** @type {any} */ test) => test.status !== 'failed')
    )
      results.failed.push(failure(`${where}: could not be run`, suite.message));
  }
  return results;
}

/**
 * @param {string} file
 * @returns {Results | undefined} undefined when Playwright did not get so far
 */
export function playwrightResults(file) {
  const report = readReport(file);
  if (!report) return undefined;
  const results = noResults();
  /** @param {any} suite @param {string[]} titles */
  const walk = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      const name = [...titles, spec.title].join(' › ');
      for (const test of spec.tests) {
        if (test.status === 'expected') results.passed++;
        else if (test.status === 'skipped') results.skipped.push(name);
        else {
          const error = test.results.find((/** @type {any} */ result) => result.error)?.error;
          const title = test.status === 'flaky' ? `${name} (passed only when repeated)` : name;
          results.failed.push(failure(title, error?.message));
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, [...titles, inner.title]);
  };
  for (const suite of report.suites) walk(suite, [suite.title]);
  for (const error of report.errors ?? [])
    results.failed.push(`Playwright: ${String(error.message).split('\n')[0]}`);
  return results;
}
