// The built app as pictures show it: after real answers, with nothing of the machine in sight, and nothing on its way.
import { fileURLToPath } from 'node:url';
import { Session } from '../session.mjs';

/** A microphone that hears nothing: Chromium's own fake one beeps. */
const SILENCE = fileURLToPath(new URL('../../../tests/fixtures/clips/ns_silence.wav', import.meta.url));

/** @param {readonly string[]} questions typed one after the other, each answered before the next */
export async function picturedSession(questions) {
  const session = await Session.open({
    flags: ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${SILENCE}%noloop`],
    warm: false,
    probe: false,
    log: (line) => console.error(line),
  });
  try {
    // Chromium's fake microphone would be in the picture by its name.
    await session.page.addInitScript(() => {
      Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
        get() {
          return this.kind === 'audiooutput' ? 'Built-in speakers' : 'Built-in microphone';
        },
      });
    });
    await session.visit();
    // No control is to be caught on its way from one look to the next.
    await session.page.emulateMedia({ reducedMotion: 'reduce' });
    for (const question of questions) {
      const before = await session.turnCount();
      await session.type(question);
      await session.page.waitForFunction((count) => window.sotto.turns.length > count, before);
    }
    await session.page.waitForFunction(() => window.sotto.phase === 'listening');
    await session.page.mouse.move(0, 0);
  } catch (error) {
    await session.close();
    throw error;
  }
  return session;
}

/**
 * One picture of the page as it stands.
 * @param {import('playwright').CDPSession} devtools
 * @param metrics size in CSS pixels, as `Emulation.setDeviceMetricsOverride` takes it
 * @returns {Promise<Buffer>} PNG
 */
export async function picture(page, devtools, metrics) {
  await devtools.send('Emulation.setDeviceMetricsOverride', metrics);
  await page.evaluate(() => {
    document.activeElement?.blur();
    return document.fonts.ready;
  });
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png' });
  return Buffer.from(data, 'base64');
}
