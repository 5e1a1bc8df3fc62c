#!/usr/bin/env node
/**
 * Takes the pictures that an installer shows of Sotto (public/screenshots, named by the manifest) in the built app, after
 * real answers to typed questions.
 *
 * usage:
 *   node bin/make-screenshots.mjs
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Session } from './lib/session.mjs';

const FOLDER = fileURLToPath(new URL('../public/screenshots/', import.meta.url));
const QUESTIONS = ['What is 25 times 7?', 'Calculate 15% tip on $45.50'];
/** Sizes in CSS pixels; browsers want 320 to 3840 real ones, and no side more than 2.3 times the other. */
const PICTURES = [
  { name: 'talk-wide', width: 1280, height: 800, deviceScaleFactor: 1, mobile: false },
  { name: 'talk-narrow', width: 390, height: 844, deviceScaleFactor: 2, mobile: true },
];

/** A microphone that hears nothing: Chromium's own fake one beeps. */
const SILENCE = fileURLToPath(new URL('../tests/fixtures/clips/ns_silence.wav', import.meta.url));

const session = await Session.open({
  flags: ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${SILENCE}%noloop`],
  warm: false,
  probe: false,
  log: (line) => console.error(line),
});
try {
  // Chromium's fake microphone would be in the picture by its name.
  await session.page.addInitScript(() => {
    Object.defineProperty(MediaDeviceInfo.prototype, 'label', { get: () => 'Built-in microphone' });
  });
  await session.visit();
  // No control is to be caught on its way from one look to the next.
  await session.page.emulateMedia({ reducedMotion: 'reduce' });
  for (const question of QUESTIONS) {
    const before = await session.turnCount();
    await session.type(question);
    await session.page.waitForFunction((count) => window.sotto.turns.length > count, before);
  }
  await session.page.waitForFunction(() => window.sotto.phase === 'listening');
  await session.page.mouse.move(0, 0);
  const devtools = await session.context.newCDPSession(session.page);
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, ...metrics } of PICTURES) {
    await devtools.send('Emulation.setDeviceMetricsOverride', metrics);
    await session.page.evaluate(() => {
      document.activeElement?.blur();
      return document.fonts.ready;
    });
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(join(FOLDER, `${name}.png`), Buffer.from(data, 'base64'));
    console.log(`public/screenshots/${name}.png`);
  }
} finally {
  await session.close();
}
