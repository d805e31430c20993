import { expect, it } from 'vitest';
import { createSteps, duration } from './steps.mjs';

/** What a person sees: of a line that was redrawn, its last state. */
function screen({ isTTY }) {
  let written = '';
  const lines = () => written.split('\n').map((line) => line.split('\r\x1b[K').at(-1));
  return { out: { isTTY, columns: 120, write: (text) => (written += text) }, lines };
}

it('steps that go on side by side share the redrawn line, and each leaves one line', () => {
  const { out, lines } = screen({ isTTY: true });
  const steps = createSteps(2, out);
  const unit = steps.next('Unit tests');
  unit.report('3 files so far');
  const electron = steps.next('Electron runtime');
  electron.report('unpacking', 0.5);
  expect(lines()).toEqual(['[1/2] Unit tests: 3 files so far  |  [2/2] Electron runtime: unpacking (50 %)']);
  electron.done('Electron 45');
  expect(lines()).toEqual(['[2/2] Electron runtime: Electron 45', '[1/2] Unit tests: 3 files so far']);
  unit.fail('1 failed');
  expect(lines()).toEqual(['[2/2] Electron runtime: Electron 45', '[1/2] Unit tests: 1 failed', '']);
  expect(steps.times.map(({ title }) => title)).toEqual(['Electron runtime', 'Unit tests']);
});

it('in a log each line names its step', () => {
  const { out, lines } = screen({ isTTY: false });
  const steps = createSteps(2, out);
  const unit = steps.next('Unit tests');
  const silent = steps.next('End-to-end tests', { silent: true });
  unit.report('3 files so far');
  unit.report('4 files so far');
  unit.note('a line of its own');
  unit.done('passed');
  silent.done('passed');
  expect(lines()).toEqual([
    '[1/2] Unit tests: 3 files so far ...',
    '[1/2] Unit tests: 4 files so far ...',
    'a line of its own',
    '[1/2] Unit tests: passed',
    '[2/2] End-to-end tests: passed',
    '',
  ]);
});

it('times are written in seconds, then in minutes', () => {
  expect([0, 1234, 59_949, 59_999, 119_700].map(duration)).toEqual([
    '0.0 s',
    '1.2 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 0 s',
  ]);
});
