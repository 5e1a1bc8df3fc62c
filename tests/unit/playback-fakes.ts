import type { PlaybackToPage } from '../../workers/protocol';
import { PlaybackQueue } from '../../workers/worklets/playback-queue';

export const RATE_HZ = 48_000;
export const QUANTUM = 128;
/** 5 ms */
export const FADE = 240;

export function createPlayer() {
  const messages: PlaybackToPage[] = [];
  const heard: number[] = [];
  const queue = new PlaybackQueue({
    sampleRateHz: RATE_HZ,
    dateAt: (frame) => (frame / RATE_HZ) * 1000,
    emit: (message) => messages.push(message),
  });
  /** Replies that are heard as soon as they can be. */
  const start = (...replyIds: number[]) => {
    for (const replyId of replyIds) queue.start(replyId);
  };
  const render = (quanta: number) => {
    for (let k = 0; k < quanta; k++) {
      const output = new Float32Array(QUANTUM).fill(9);
      queue.render(output, heard.length);
      heard.push(...output);
    }
  };
  const of = <K extends PlaybackToPage['kind']>(kind: K) =>
    messages.filter((m): m is Extract<PlaybackToPage, { kind: K }> => m.kind === kind);
  return { queue, start, messages, heard, render, of };
}

export const constant = (samples: number, value = 0.5) => new Float32Array(samples).fill(value);

export const rms = (samples: number[]) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

/** The largest step between neighbours: what one would hear as a click. */
export const largestStep = (heard: number[]) =>
  heard.reduce((max, x, i) => Math.max(max, Math.abs(x - (heard[i - 1] ?? 0))), 0);
