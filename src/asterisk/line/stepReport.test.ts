import { expect, it } from 'vitest';
import { type LineCheckStep, lineCheckSteps } from '../../cti/lineCheck.ts';
import { passed, StepReport } from './stepReport.ts';

it('each step is reported as it begins and as it is decided, and those never come to as skipped', () => {
  const reported: string[] = [];
  const report = new StepReport(({ step, state }: LineCheckStep) => reported.push(`${step} ${state}`));
  report.begin('reached');
  expect(report.decide('reached', passed)).toBe(true);
  report.begin('greeted');
  expect(report.decide('greeted', { state: 'warned', code: 'namesNotUtf8', detail: 'ä' })).toBe(true);
  report.begin('loggedIn');
  expect(report.decide('loggedIn', { state: 'failed', fault: { code: 'loginRefused' } })).toBe(false);
  const steps = report.finish();
  expect(steps.map(({ step }) => step)).toEqual(lineCheckSteps);
  expect(steps.map(({ state }) => state)).toEqual([
    ...['passed', 'warned', 'failed'],
    ...['skipped', 'skipped', 'skipped', 'skipped'],
  ]);
  expect(steps[1]).toEqual({ step: 'greeted', state: 'warned', code: 'namesNotUtf8', detail: 'ä' });
  expect(reported).toEqual([
    ...['reached running', 'reached passed', 'greeted running', 'greeted warned'],
    ...['loggedIn running', 'loggedIn failed'],
    ...lineCheckSteps.slice(3).map((step) => `${step} skipped`),
  ]);
});
