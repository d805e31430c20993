// @ts-check
// Results as JUnit XML, as Jenkins, GitLab and others read it: a suite per file, a case per test.
import { element, xml } from '../xml.mjs';

/** What XML 1.0 cannot hold, however it is written. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** @param {string} text */
const clean = (text) => text.replace(forbidden, '\uFFFD');

/** @param {number} ms */
const seconds = (ms) => (ms / 1000).toFixed(3);

/** @param {readonly import('./report.mjs').TestFile[]} files @returns {string} */
export function junit(files) {
  const suites = files.map(({ file, ms, tests, fault }) => {
    const cases = tests.map((test) =>
      element(
        'testcase',
        { name: clean(test.name), classname: file, file, time: seconds(test.ms) },
        outcome(test),
      ),
    );
    const broken =
      fault === undefined
        ? []
        : [
            element('testcase', { name: 'could not be run', classname: file, file, time: '0.000' }, [
              element('error', { message: firstLine(fault) }, [clean(fault)]),
            ]),
          ];
    const attributes = { name: file, ...counts(tests, fault), time: seconds(ms) };
    return element('testsuite', attributes, [...cases, ...broken]);
  });
  const all = files.flatMap(({ tests }) => tests);
  const faults = files.filter(({ fault }) => fault !== undefined).length;
  const time = seconds(files.reduce((sum, { ms }) => sum + ms, 0));
  return xml(element('testsuites', { name: 'offhook', ...counts(all, faults), time }, suites));
}

/** @param {string} text */
const firstLine = (text) => clean(text.split('\n')[0] ?? '');

/** @param {import('./report.mjs').Test} test */
function outcome({ status, message = '' }) {
  if (status === 'failed') return [element('failure', { message: firstLine(message) }, [clean(message)])];
  if (status === 'skipped') return [element('skipped')];
  return status === 'notRun' ? [element('skipped', { message: 'not run' })] : [];
}

/** @param {readonly import('./report.mjs').Test[]} tests @param {string | number | undefined} fault */
function counts(tests, fault) {
  const errors = typeof fault === 'number' ? fault : fault === undefined ? 0 : 1;
  return {
    tests: tests.length + errors,
    failures: tests.filter(({ status }) => status === 'failed').length,
    errors,
    skipped: tests.filter(({ status }) => status === 'skipped' || status === 'notRun').length,
  };
}
