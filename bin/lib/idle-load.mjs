// How much of a core the page takes while it listens to silence: processor time of the renderer, by the kernel's count.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWav } from '../../tests/probe/analyze.mjs';
import { renderersOf } from './processes.mjs';
import { Session } from './session.mjs';

/** Clock ticks a second in /proc/PID/stat; 100 on every Linux that Chromium runs on. */
const TICKS_PER_SECOND = 100;

/** After loading, V8 goes on compiling WebAssembly in the background for some 15 s (8 % of a core, measured by thread). */
const SETTLE_SECONDS = 20;

/** A browser that listens to silence, without the probe, whose own worklets would be counted too. */
export async function openSilent(log) {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-silence-'));
  const silence = join(folder, 'silence.wav');
  writeWav(silence, new Float32Array(16_000 * 4), 16_000);
  const flags = ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${silence}`];
  const session = await Session.open({ warm: false, probe: false, flags, log });
  log(`settling for ${SETTLE_SECONDS} s …`);
  await session.page.waitForTimeout(SETTLE_SECONDS * 1000);
  return {
    session,
    close: async () => {
      await session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processor seconds used so far by renderers of the browser with this profile; undefined where there is no /proc. */
function rendererSeconds(profile) {
  const renderers = renderersOf(profile);
  if (!renderers.length) return undefined;
  return renderers.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;
}

/**
 * Listens to silence for some seconds.
 * @returns undefined figures where the system does not tell them.
 */
export async function idleLoad(seconds, log) {
  const { session, close } = await openSilent(log);
  try {
    log(`listening to silence for ${seconds} s …`);
    return { percentOfOneCore: await busyPercent(session, seconds), seconds };
  } finally {
    await close();
  }
}

/** Per cent of one core that the renderer takes in the next seconds; undefined where the system does not tell. */
export async function busyPercent({ page, profile }, seconds) {
  const before = rendererSeconds(profile);
  const start = performance.now();
  await page.waitForTimeout(seconds * 1000);
  const after = rendererSeconds(profile);
  if (before === undefined || after === undefined) return undefined;
  return Math.round((1000 * (after - before)) / ((performance.now() - start) / 1000)) / 10;
}
