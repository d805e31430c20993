import { defineConfig, type ReporterDescription } from '@playwright/test';
import { limits } from './e2e/limits.mjs';
import { sessionCount, takeSession } from './e2e/sessions.ts';

// each worker reads this file first
takeSession(process.env);

/** Where scripts/test.mjs wants the results; unset when Playwright is called by hand. */
const jsonFile = process.env.OFFHOOK_E2E_JSON;
const reporters: ReporterDescription[] = [['list']];
if (jsonFile) reporters.push(['json', { outputFile: jsonFile }]);

/** The photographer and the stopwatch work on `npm run screenshots` and `npm run bench:app` only: they check nothing. */
const never = [
  ...(process.env.OFFHOOK_SCREENSHOTS ? [] : ['screenshots.spec.ts']),
  ...(process.env.OFFHOOK_BENCH ? [] : ['bench/*.spec.ts']),
];
/** Packing writes into the checkout and installing wants a processor of its own: one of these at a time, and first, as they take longest. */
const packages = ['package/**/*.spec.ts'];
/** In a window, which takes the processor; the longest first, so that no worker is left with one of them at the end. */
const long = [
  'app/accessibility.spec.ts',
  'app/reconnect.spec.ts',
  'app/mainJob.spec.ts',
  'app/link.spec.ts',
  'desk/ringing.spec.ts',
  'line/transfer.spec.ts',
];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: sessionCount(process.env),
  fullyParallel: false,
  // here and in CI: a test that passes the second time is a defect, of the test or of the app, and is to be seen
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: limits.testMs,
  globalTimeout: limits.runMs,
  expect: { timeout: limits.waitMs },
  reporter: reporters,
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'packages', testMatch: packages, workers: 1 },
    { name: 'long', testMatch: long },
    { name: 'others', testIgnore: [...never, ...packages, ...long] },
  ],
});
