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
/** Without a window: they use a tenth of a processor, for phones ring and menus speak in their own time, and go on beside the others. */
const lines = [
  'e2e/ldap/**/*.spec.ts',
  'line/**/*.spec.ts',
  'pbx/**/*.spec.ts',
  'phones/**/*.spec.ts',
  'sessions.spec.ts',
];
/** In a window, which takes the processor: one of these and one of the rest at a time, which take about as long. */
const app = ['app/**/*.spec.ts'];

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
    // a worker takes the next file, in this order, of a project that has not as many workers as it may
    { name: 'packages', testMatch: packages, workers: 1 },
    { name: 'lines', testMatch: lines, workers: 2 },
    { name: 'app', testMatch: app, workers: 1 },
    { name: 'others', testIgnore: [...never, ...packages, ...lines, ...app], workers: 1 },
  ],
});
