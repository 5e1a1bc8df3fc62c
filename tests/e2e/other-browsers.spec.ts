/**
 * Sotto in Firefox, where there is one: it starts isolated, fetches its models and loads them. Whether it can then be heard and
 * hear depends on the sound that the machine gives Firefox, so a test without a sound card ends there.
 */
import { expect, test } from '@playwright/test';
import { HostedApp } from './hosted-app';
import { Firefox, findFirefox } from './other-browsers.firefox';

const found = findFirefox();
/** Waits in the page until it is in one of the phases, and gives that; after a minute and a half, whatever it is in. */
const phase = (...names: string[]) => `
  for (let left = 900; left > 0; left--) {
    if (${JSON.stringify(names)}.includes(window.sotto?.phase)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return window.sotto?.phase;`;

test('Firefox starts Sotto isolated, and loads its models', async () => {
  test.skip(!found, 'There is no Firefox here: install firefox or firefox-esr, or name one in $FIREFOX.');
  test.setTimeout(400_000);
  const host = new HostedApp();
  await host.open();
  const firefox = await Firefox.open(found ?? '');
  try {
    await firefox.goto(host.url);
    expect(await firefox.run(phase('setup', 'failed'))).toBe('setup');
    expect(await firefox.run('return crossOriginIsolated')).toBe(true);
    await firefox.click('#setup');
    expect(['ready', 'listening']).toContain(await firefox.run(phase('ready', 'listening', 'failed')));
  } finally {
    await firefox.stop();
    await host.cut();
  }
});
