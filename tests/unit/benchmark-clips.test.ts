import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { QUESTIONS } from '../../src/perf/benchmark/suites/questions';
import { loadClips } from '../../src/rig/clips';

const PUBLIC = fileURLToPath(new URL('../../public/benchmark/', import.meta.url));
const BASE = 'https://sotto.test/benchmark/';

afterEach(() => vi.unstubAllGlobals());

/** The app's own server, as far as the recordings go. */
function serveRecordings(missing?: string): void {
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.slice(BASE.length);
    return name === missing ? new Response('', { status: 404 }) : new Response(readFileSync(`${PUBLIC}${name}`));
  });
}

it('there is a recording of every question, and speech of every length', async () => {
  serveRecordings();
  const clips = await loadClips(BASE, new AbortController().signal);
  const ids = clips.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(QUESTIONS.map(({ slug }) => `question-${slug}`)));
  for (const seconds of [1.5, 3, 5, 10, 30]) {
    const clip = clips.find(({ id }) => id === `speech-${seconds}s`);
    expect(clip?.samples).toHaveLength(seconds * 16_000);
    expect(clip?.durationMs).toBe(seconds * 1000);
  }
  for (const { id, samples, durationMs, speechEndMs } of clips) {
    expect(samples.length / 16, id).toBeCloseTo(durationMs, 0);
    expect(speechEndMs, id).toBeLessThanOrEqual(durationMs);
    // Loud enough to be speech, and nothing beyond full scale.
    const peak = samples.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    expect(peak, id).toBeGreaterThan(0.2);
    expect(peak, id).toBeLessThanOrEqual(1);
  }
});

it('a recording that cannot be had is named', async () => {
  serveRecordings('speech-30s.wav');
  await expect(loadClips(BASE, new AbortController().signal)).rejects.toThrow(
    /speech-30s\.wav could not be fetched \(404\)/,
  );
});
