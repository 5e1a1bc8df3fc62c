/** The app's own export in a page of its own: `tests/otlp/run.mjs` asks it to push. */
import { type PushResult, pushOtlp } from '../../../src/perf/export/push-otlp';
import type { MetricPoint } from '../../../src/store/metric';
import type { TurnRecord } from '../../../src/store/turn-record';
import { AT_MS, GUESSED, madePoint, madeTurn } from '../../unit/export-made';

declare global {
  interface Window {
    otlp?: {
      /** The made turns and points, as they would be pushed. */
      body(): Promise<string>;
      push(url: string, body: string): Promise<PushResult>;
    };
  }
}

/** Seven answers of the model at 400, 500 … 1000 ms, one of a skill, one that failed. */
const TURNS: readonly TurnRecord[] = [
  ...[400, 500, 600, 700, 800, 900, 1000].map((totalMs, i) =>
    madeTurn({ ...GUESSED, turnDecided: 300, firstPcm: 350, firstAudible: totalMs }, { id: `m${i}`, cold: i === 0 }),
  ),
  madeTurn({ ...GUESSED, firstAudible: 2500 }, { id: 's', route: 'skill:clock', input: 'keyboard' }),
  madeTurn({}, { id: 'f', outcome: 'failed', route: undefined, error: { code: 'inference-failed', message: 'x' } }),
];

const POINTS: readonly MetricPoint[] = [
  ...[100, 200, 300].map((value) => madePoint({ component: 'stt', value })),
  ...[40, 60].map((value) => madePoint({ component: 'llm', value, tags: { model: 'smollm2-135m' } })),
  madePoint({ component: 'tts', name: 'errors', value: 1, tags: { code: 'worker-crashed' } }),
  madePoint({ component: 'tts', name: 'errors', value: 1, tags: { code: 'worker-crashed' } }),
  madePoint({ component: 'llm', name: 'tokens_per_s', value: 21.5 }),
  madePoint({ component: 'system', name: 'memory_mb', value: 812.5 }),
];

window.otlp = {
  async body() {
    const { otlpJson } = await import('../../../src/perf/export/otlp');
    return otlpJson({
      turns: [TURNS],
      points: [POINTS],
      fromMs: Math.floor(AT_MS) - 60_000,
      toMs: Math.floor(AT_MS) + 60_000,
      resource: { 'service.version': '9.8.7', 'device.cores': 2 },
    });
  },
  push: (url, body) => pushOtlp(url, body, (address, init) => fetch(address, init), new AbortController().signal),
};
