/**
 * Sotto in Firefox, where there is one: it sets itself up, answers what is typed, and does so again without a network. Whether
 * the microphone opens depends on the sound that the machine gives Firefox, so either end of the set-up is right.
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
const ask = (question: string) => `
  const before = window.sotto.turns.length;
  const find = (root) => root.querySelector('#text') ?? [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  const input = find(document);
  input.value = ${JSON.stringify(question)};
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await new Promise((resolve) => setTimeout(resolve));
  input.form.requestSubmit();
  for (let left = 600; left > 0 && window.sotto.turns.length === before; left--) await new Promise((resolve) => setTimeout(resolve, 100));
  return window.sotto.turns[before]?.reply;`;

test('Firefox sets Sotto up, answers what is typed, and does so without a network', async () => {
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
    expect(await firefox.run(ask('What is 25 times 7?'))).toContain('175');

    const isKept = `for (let left = 600; left > 0; left--) {
      if (await caches.match(new URL('.sotto-shell', document.baseURI))) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }`;
    expect(await firefox.run(isKept)).toBe(true);
    await host.cut();
    await firefox.goto(host.url);
    expect(await firefox.run(phase('ready', 'failed'))).toBe('ready');
    expect(await firefox.run(ask('What is 3 plus 4?'))).toContain('7');
  } finally {
    await firefox.stop();
    await host.cut();
  }
});
