import { defineConfig } from '@playwright/test';

/** Pages with made-up views, stores and files: no sound, no model, nothing that two at once would falsify. */
const LOOKS = [
  'benchmark-report',
  'benchmark-view',
  'conversation-view',
  'dashboard-view',
  'downloads',
  'languages',
  'metrics-store',
  'models-view',
  'offline-hosts',
  'privacy',
  'settings',
  'store',
].map((name) => `${name}.spec.ts`);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // `npm test` runs one project after the other: beside speech and models nothing else may run.
  workers: 2,
  projects: [
    { name: 'looks', testMatch: LOOKS, workers: 2 },
    // One at a time: the models want both cores, and two at once would only be slower together.
    { name: 'app', testIgnore: LOOKS, workers: 1 },
  ],
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Speech, models and sound run for real on shared cores there. What fails once and then passes is printed as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
});
