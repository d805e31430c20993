// @ts-check
// docs/scenarios.md: what was seen to work on which Asterisk, written from the results of a whole test run.
import { readReport } from './report.mjs';

/**
 * What a replayed session gave, as `src/asterisk/recording/recordings.test.ts` notes it.
 * @typedef {object} Replayed
 * @property {string} scenario
 * @property {string} line
 * @property {string} pbx
 * @property {readonly string[]} events
 * @property {string} [because] why this PBX differs from the others
 * @property {string} [knownGap]
 */

/** @typedef {{ title: string, marks: Map<string, boolean> }} Row */

const recordedOn = /** @type {const} */ ([
  ['11-sip', 'Asterisk 11, chan_sip'],
  ['16-pjsip', 'Asterisk 16, chan_pjsip'],
  ['22-pjsip', 'Asterisk 22, chan_pjsip'],
]);
const liveOn = ['22, chan_pjsip', '16, chan_pjsip', '16, chan_sip'];

/**
 * @param {string} unitReport Vitest's JSON report
 * @param {string} e2eReport Playwright's
 * @returns {string | undefined} the page; undefined when a report is missing
 */
export function scenarioPage(unitReport, e2eReport) {
  const [unit, e2e] = [readReport(unitReport), readReport(e2eReport)];
  if (!unit || !e2e) return undefined;
  const replayed = replayedSessions(unit);
  return `# What was seen to work on which Asterisk

Written by \`npm test\` at the end of a whole run that passed; do not edit. ✓ passed, ✗ failed, – not tried there.

## Live: a real Asterisk, real SIP phones

${liveTables(e2e)}
## Recorded sessions, replayed

Every recorded session with the call events that the panel tells of it. Asterisk 11 is out of support and not to be had as a
package: its sessions are what stands for it. \`1\`, \`2\`: the calls of the line in order; \`key\`: the leg behind the call is another.

${recordedTable(replayed)}
${recordedEvents(replayed)}`;
}

/** @param {any} report @returns {(Replayed & { passed: boolean })[]} */
function replayedSessions(report) {
  return report.testResults.flatMap((/** @type {any} */ file) =>
    file.assertionResults
      .filter((/** @type {any} */ test) => test.meta?.replayed && hasRun(test.status))
      .map((/** @type {any} */ test) => ({ ...test.meta.replayed, passed: test.status === 'passed' })),
  );
}

/** @param {string} status Vitest's */
const hasRun = (status) => status === 'passed' || status === 'failed';

/** @param {boolean | undefined} passed */
const mark = (passed) => (passed === undefined ? '–' : passed ? '✓' : '✗');

/** @param {string[]} cells */
const row = (cells) => `| ${cells.join(' | ')} |\n`;

/** @param {string[]} heads */
const header = (heads) => row(heads) + row(heads.map((_head, index) => (index === 0 ? '---' : ':-:')));

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {any} report */
function liveTables(report) {
  /** @type {Map<string, Map<string, Row>>} */
  const groups = new Map();
  /** @param {any} suite @param {string[]} titles */
  const walk = (suite, titles) => {
    for (const spec of suite.specs ?? []) place(groups, [...titles, spec.title], spec);
    for (const inner of suite.suites ?? []) walk(inner, [...titles, inner.title]);
  };
  for (const suite of report.suites) walk(suite, [suite.title]);
  return [...groups]
    .map(([group, rows]) => {
      const lines = [...rows.values()].map(({ title, marks }) =>
        row([cell(title), ...liveOn.map((pbx) => mark(marks.get(pbx)))]),
      );
      return `### ${group}\n\n${header(['', ...liveOn])}${lines.join('')}\n`;
    })
    .join('');
}

/**
 * A test counts whose title names the Asterisk it ran on; without that name the same test is the same row.
 * @param {Map<string, Map<string, Row>>} groups
 * @param {string[]} path the file, the groups of tests, the test
 * @param {any} spec
 */
function place(groups, path, spec) {
  const named = /,? ?\b(?:on |to )?Asterisk (\d+)(?:, (chan_\w+))?,?/;
  const full = path.slice(1).join(': ');
  const found = named.exec(full);
  if (!found) return;
  const pbx = `${found[1]}, ${found[2] ?? 'chan_pjsip'}`;
  const title = full
    .replace(named, '')
    .replace(/^[\s:,]+/, '')
    .replace(/\s+:/, ':');
  const rows = groups.get(path[0] ?? '') ?? new Map();
  groups.set(path[0] ?? '', rows);
  const known = rows.get(title) ?? { title, marks: new Map() };
  rows.set(title, known);
  // one that was skipped, or that the end of the run kept from starting, has shown nothing
  const ran = spec.tests.filter((/** @type {any} */ test) => test.status !== 'skipped');
  if (ran.length === 0) return;
  const passed = ran.every((/** @type {any} */ test) => test.status === 'expected');
  known.marks.set(pbx, passed && known.marks.get(pbx) !== false);
}

/** @param {{ scenario: string, line: string }} session */
const sessionName = ({ scenario, line }) => (line === '101' ? scenario : `${scenario}, line ${line}`);

/** @param {(Replayed & { passed: boolean })[]} replayed */
function bySession(replayed) {
  /** @type {Map<string, Map<string, Replayed & { passed: boolean }>>} */
  const sessions = new Map();
  for (const session of replayed) {
    const name = sessionName(session);
    sessions.set(name, (sessions.get(name) ?? new Map()).set(session.pbx, session));
  }
  return [...sessions].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

/** @param {(Replayed & { passed: boolean })[]} replayed */
function recordedTable(replayed) {
  const lines = bySession(replayed).map(([name, on]) =>
    row([name, ...recordedOn.map(([pbx]) => mark(on.get(pbx)?.passed))]),
  );
  return header(['Session', ...recordedOn.map(([, title]) => title)]) + lines.join('');
}

/** @param {(Replayed & { passed: boolean })[]} replayed */
function recordedEvents(replayed) {
  return bySession(replayed)
    .map(([name, on]) => `### ${name}\n\n${variants(on)}`)
    .join('\n');
}

/** The same events are written once, with all that gave them. @param {Map<string, Replayed>} on */
function variants(on) {
  /** @type {Map<string, { titles: string[], session: Replayed }>} */
  const byEvents = new Map();
  for (const [pbx, title] of recordedOn) {
    const session = on.get(pbx);
    if (!session) continue;
    const key = session.events.join('\n');
    const known = byEvents.get(key);
    if (known) known.titles.push(title);
    else byEvents.set(key, { titles: [title], session });
  }
  return [...byEvents]
    .map(([events, { titles, session }]) => {
      const notes = [session.because, session.knownGap && `Not as it should be: ${session.knownGap}`].filter(
        Boolean,
      );
      const note = notes.length > 0 ? `\n${notes.join(' ')}\n` : '';
      return `${titles.join('; ')}:\n${note}\n\`\`\`\n${events || '(no call of this line)'}\n\`\`\`\n`;
    })
    .join('\n');
}
