import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { BatchedSilero } from '../../workers/bench/batched-silero';
import { HeardAlone } from '../../workers/bench/heard-alone';
import { type LiveSessionsOptions, runLiveSessions } from '../../workers/bench/live-sessions';
import { sessionAudio } from '../../workers/bench/session-audio';
import { ort } from '../../workers/runtime';
import { Silero } from '../../workers/vad/silero';
import { readWav } from '../probe/analyze.mjs';

const file = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));

let session: ort.InferenceSession;
let clips: Float32Array[];

beforeAll(async () => {
  clips = ['cmd_01', 'cmd_07', 'pause_01', 'barge_01', 'ns_keyboard'].map((id) => {
    const { x, sr } = readWav(fileURLToPath(new URL(`../fixtures/clips/${id}.wav`, import.meta.url)));
    expect(sr).toBe(16_000);
    return x;
  });
  // Outside a browser the runtime finds neither its threads nor its file by itself.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = file('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');
  ort.env.logLevel = 'error';
  const model = file('public/models/silero-vad-v5/silero_vad_v5.onnx.part00');
  session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
}, 60_000);

// The model wants two seconds of a core by itself, and may have to share it.
describe('Silero for many, on the model that ships', { timeout: 60_000 }, () => {
  it('gives each row what it gives it alone', async () => {
    const rows = 7;
    const frames = Array.from({ length: rows }, () => new Float32Array(512));
    const sounds = frames.map((_, row) => sessionAudio(clips, row));
    const alone = frames.map(() => new Silero(session));
    const together = new BatchedSilero(session, rows);
    let largestDifference = 0;
    let voiced = 0;
    for (let step = 0; step < 50; step++) {
      for (const [row, sound] of sounds.entries()) sound.read(frames[row]!);
      const probabilities = await together.probabilities(frames);
      expect(probabilities).toHaveLength(rows);
      for (const [row, model] of alone.entries()) {
        const probability = await model.probability(frames[row]!);
        largestDifference = Math.max(largestDifference, Math.abs(probability - probabilities[row]!));
        if (probability > 0.5) voiced++;
      }
    }
    expect(largestDifference).toBeLessThan(1e-5);
    // Silence would be equal as well.
    expect(voiced).toBeGreaterThan(50);
  });

  it('finds the same utterances in each of many sessions as in the same sound alone', async () => {
    const ends: number[] = [];
    let nowMs = 0;
    const options: LiveSessionsOptions = {
      clips,
      sessions: 7,
      seconds: 4.8,
      together: (rows) => new BatchedSilero(session, rows),
      alone: new HeardAlone(() => new Silero(session)),
      post: (event) => {
        if (event.kind === 'end') ends.push(event.sampleCount);
      },
      // Nothing is waited for: what is heard does not depend on when.
      clock: {
        nowMs: () => nowMs,
        until: async (atMs) => {
          nowMs = atMs;
        },
      },
      wasmBytes: () => undefined,
      wasmBytesOfOne: undefined,
      onSeconds: () => {},
      signal: new AbortController().signal,
    };
    const answer = await runLiveSessions(options);
    expect(answer.stepMs).toHaveLength(150);
    expect(answer.equalSessions).toBe(7);
    expect(ends.length).toBeGreaterThanOrEqual(4);
  });

  it('takes a frame of each row, and at least one row', async () => {
    await expect(new BatchedSilero(session, 2).probabilities([new Float32Array(512)])).rejects.toThrow(RangeError);
    expect(() => new BatchedSilero(session, 0)).toThrow(RangeError);
  });
});
