import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { LiveSession } from '../../workers/bench/live-session';
import { sessionAudio } from '../../workers/bench/session-audio';
import { SESSION_BYTES } from '../../workers/bench/session-size';

v8.setFlagsFromString('--expose-gc');
const collect: () => void = vm.runInNewContext('gc');

/** Buffers are let go of on another thread, a while after they are collected. */
async function usedBytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let alike = 0; alike < 3; alike++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    if (arrayBuffers + heapUsed < least) alike = 0;
    least = Math.min(least, arrayBuffers + heapUsed);
  }
  return least;
}

it('a session keeps as much memory as is said', async () => {
  const clips = [new Float32Array(16_000)];
  const before = await usedBytes();
  const sessions = Array.from({ length: 100 }, (_, i) => new LiveSession(sessionAudio(clips, i), () => {}, 0));
  // And its row of the batch: 576 samples and 256 of state.
  const each = ((await usedBytes()) - before) / sessions.length + 4 * (576 + 256);
  expect(Math.abs(each - SESSION_BYTES) / SESSION_BYTES).toBeLessThan(0.1);
});
