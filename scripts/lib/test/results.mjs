// @ts-check
// What came of a run, in lines for a person.

const REASON_LINES = 12;
const REASON_WIDTH = 400;

/**
 * @typedef {import('./report.mjs').TestFile} TestFile
 *
 * @typedef {object} Results
 * @property {number} passed
 * @property {string[]} failed names, each with the first lines of what went wrong
 * @property {string[]} skipped names
 * @property {string[]} notRun files with how many of their tests did not run
 */

/** @param {string} name @param {string | undefined} message */
function failure(name, message) {
  const lines = (message ?? '').split('\n').filter((line) => line.trim() !== '');
  return [name, ...lines.slice(0, REASON_LINES).map((line) => `    ${line.slice(0, REASON_WIDTH)}`)].join(
    '\n  ',
  );
}

/** @param {readonly TestFile[]} files @returns {Results} */
export function resultsOf(files) {
  /** @type {Results} */
  const results = { passed: 0, failed: [], skipped: [], notRun: [] };
  for (const { file, tests, fault } of files) {
    for (const { name, status, message } of tests) {
      if (status === 'passed') results.passed++;
      if (status === 'failed') results.failed.push(failure(`${file}: ${name}`, message));
      if (status === 'skipped') results.skipped.push(`${file}: ${name}`);
    }
    if (fault !== undefined) results.failed.push(failure(`${file}: could not be run`, fault));
    const missing = tests.filter(({ status }) => status === 'notRun').length;
    if (missing > 0) results.notRun.push(`${file}: ${missing} of ${tests.length} tests`);
  }
  return results;
}
