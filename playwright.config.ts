import { defineConfig, type ReporterDescription } from '@playwright/test';

/** Where scripts/test.mjs wants the results; unset when Playwright is called by hand. */
const jsonFile = process.env.OFFHOOK_E2E_JSON;
const reporters: ReporterDescription[] = [['list']];
if (jsonFile) reporters.push(['json', { outputFile: jsonFile }]);

export default defineConfig({
  testDir: 'e2e',
  // the photographer and the stopwatch work on `npm run screenshots` and `npm run bench:app` only: they check nothing
  testIgnore: [
    ...(process.env.OFFHOOK_SCREENSHOTS ? [] : ['screenshots.spec.ts']),
    ...(process.env.OFFHOOK_BENCH ? [] : ['bench/*.spec.ts']),
  ],
  outputDir: 'test-results',
  // one display, one keyboard focus, one PBX: the tests take turns
  workers: 1,
  fullyParallel: false,
  // here and in CI: a test that passes the second time is a defect, of the test or of the app, and is to be seen
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  globalTimeout: 29 * 60_000,
  reporter: reporters,
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
