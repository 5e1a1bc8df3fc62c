import { describe, expect, it } from 'vitest';
import { DEFAULT_DETECTOR_TUNING, Endpointer, type EndpointerEvent } from '../../workers/vad/endpointer';

const DECIDED_AT_MS = 1e6;

/** Frame k (from 0) holds the constant k/1000 with a sign that changes, and ends at (k + 1) · 32 ms. */
function frame(k: number, amplitude = k / 1000): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 512 }, (_, i) => (i % 2 ? amplitude : -amplitude));
}

/** Pushes frames with these probabilities, in one reused buffer as the worker does; copies of all events. */
function run(endpointer: Endpointer, probabilities: number[], first = 0, amplitude?: number): EndpointerEvent[] {
  const buffer = new Float32Array(512);
  return probabilities.flatMap((probability, i) => {
    buffer.set(frame(first + i, amplitude));
    return endpointer
      .push(buffer, probability, (first + i + 1) * 32)
      .map((event) => (event.kind === 'audio' ? { ...event, samples: event.samples.slice() } : event));
  });
}

const times = (n: number, probability: number) => new Array<number>(n).fill(probability);
const create = (endSilenceMs = 400, pauseMs = 96) => new Endpointer({ pauseMs, endSilenceMs }, () => DECIDED_AT_MS);
const heard = (events: EndpointerEvent[]) => events.map((e) => e.kind).filter((kind) => !/audio|level/.test(kind));
const kinds = (events: EndpointerEvent[]) => heard(events).filter((kind) => !/onset/.test(kind));
const audio = (events: EndpointerEvent[]) =>
  events.flatMap((e) => (e.kind === 'audio' ? [Math.round(e.samples[1]! * 1000)] : []));
const of = <K extends EndpointerEvent['kind']>(events: EndpointerEvent[], kind: K) =>
  events.filter((e): e is Extract<EndpointerEvent, { kind: K }> => e.kind === kind);

describe('Endpointer', () => {
  it('hands out 300 ms of pre-roll, then every frame once and in order', () => {
    const events = run(create(), [...times(30, 0.1), ...times(10, 0.9), ...times(20, 0.05)]);
    expect(kinds(events)).toEqual(['start', 'pause', 'end']);
    // frames 30–32 are the onset, ten before it the pre-roll, 13 silent ones the end
    expect(audio(events)).toEqual(Array.from({ length: 33 }, (_, i) => 20 + i));
    expect(of(events, 'start')[0]).toEqual({ kind: 'start', utteranceId: 1, startAtMs: 30 * 32 });
    expect(of(events, 'pause')[0]).toMatchObject({ utteranceId: 1, sampleCount: 23 * 512 });
    expect(of(events, 'end')[0]).toMatchObject({ utteranceId: 1, sampleCount: 33 * 512, decidedAtMs: DECIDED_AT_MS });
    expect(of(events, 'audio')[10]?.speechProbability).toBe(0.9);
  });

  it('hands out what there is when speech begins at once', () => {
    expect(audio(run(create(), times(4, 0.9)))).toEqual([0, 1, 2, 3]);
  });

  it('does not start on clicks', () => {
    expect(kinds(run(create(), [0.9, 0.8, 0.2, 0.7, 0.1, 0.9, 0.9, 0.49, 0.9, 0.9, 0.1]))).toEqual([]);
  });

  it('tells of an onset in the first voiced frame, and takes it back unless it begins an utterance', () => {
    const events = run(create(), [0.1, 0.9, 0.8, 0.2, 0.7, 0.1, 0.9, 0.9, 0.6, 0.9]);
    expect(heard(events)).toEqual(['onset', 'onset-over', 'onset', 'onset-over', 'onset', 'start']);
    const pending = create();
    run(pending, [0.9]);
    expect(heard(pending.finish(false))).toEqual(['onset-over']);
    expect(heard(run(create(), [0.9], 0))).toEqual(['onset']);
    expect(of(run(create(), [0.9]), 'onset')[0]?.atMs).toBe(DECIDED_AT_MS);
  });

  it('pauses in the first silent frame by default, and numbers the pauses of each utterance', () => {
    const endpointer = new Endpointer(undefined, () => DECIDED_AT_MS);
    const events = run(endpointer, [...times(8, 0.9), 0.1, 0.9, 0.1, 0.1, 0.9, ...times(38, 0)]);
    expect(kinds(events)).toEqual(['start', 'pause', 'resume', 'pause', 'resume', 'pause', 'end']);
    expect(of(events, 'pause').map(({ pauseId }) => pauseId)).toEqual([1, 2, 3]);
    expect(of(events, 'pause')[0]).toMatchObject({ sampleCount: 9 * 512, atMs: DECIDED_AT_MS });
    expect(of(events, 'end')[0]?.sampleCount).toBe(51 * 512);
    expect(of(run(endpointer, [...times(5, 0.9), 0], 51), 'pause')[0]).toMatchObject({ utteranceId: 2, pauseId: 1 });
  });

  it('ends a pause after the silence required of it, at once when it lasted that long', () => {
    const later = create(1200, 32);
    run(later, [...times(8, 0.9), 0]);
    expect(later.require(1, 1, 160)).toEqual([]);
    expect(kinds(run(later, times(3, 0), 9))).toEqual([]);
    expect(kinds(run(later, [0], 12))).toEqual(['end']);

    const atOnce = create(1200, 32);
    run(atOnce, [...times(8, 0.9), ...times(6, 0)]);
    expect(kinds(atOnce.require(1, 1, 192))).toEqual(['end']);
    expect(atOnce.require(1, 1, 192)).toEqual([]);
    expect(kinds(run(atOnce, times(60, 0), 14))).toEqual([]);
  });

  it('goes by the last word about a pause, and by none about another', () => {
    const endpointer = create(640, 32);
    run(endpointer, [...times(8, 0.9), 0]);
    expect(endpointer.require(1, 2, 32)).toEqual([]);
    expect(endpointer.require(2, 1, 32)).toEqual([]);
    endpointer.require(1, 1, 96);
    endpointer.require(1, 1, 320);
    expect(kinds(run(endpointer, [0, 0, 0, 0, 0.9], 9))).toEqual(['resume']);
    expect(endpointer.require(1, 1, 32)).toEqual([]);
    expect(kinds(run(endpointer, times(19, 0), 14))).toEqual(['pause']);
    expect(kinds(run(endpointer, [0], 33))).toEqual(['end']);
  });

  it('ends nothing by silence while the key is held', () => {
    const endpointer = create(400, 32);
    endpointer.listen('held');
    expect(kinds(run(endpointer, [...times(8, 0.9), ...times(50, 0)]))).toEqual(['start', 'pause']);
    expect(kinds(endpointer.require(1, 1, 160))).toEqual([]);
    expect(kinds(run(endpointer, [0.9, 0.9, 0], 58))).toEqual(['resume', 'pause']);
    expect(kinds(endpointer.finish(true))).toEqual(['end']);
    run(endpointer, [...times(8, 0.9), ...times(20, 0)], 61);
    expect(kinds(endpointer.listen('always'))).toEqual(['end']);
  });

  it('judges nothing while closed, and reports how loud it is all the same', () => {
    const endpointer = create();
    run(endpointer, times(8, 0.9));
    expect(kinds(endpointer.listen('closed'))).toEqual(['misfire']);
    expect(endpointer.mode).toBe('closed');
    const events = run(endpointer, times(8, 0.9), 8);
    expect(new Set(events.map((e) => e.kind))).toEqual(new Set(['level']));
    expect(of(events, 'level').every((e) => e.speechProbability === 0 && e.speechMs === 0)).toBe(true);
    endpointer.listen('always');
    expect(audio(run(endpointer, times(4, 0.9), 16))).toEqual([16, 17, 18, 19]);
  });

  it('resumes after a pause, and keeps talking between the two thresholds', () => {
    const events = run(create(), [
      ...times(8, 0.9),
      ...times(5, 0.1),
      ...times(3, 0.8),
      ...times(30, 0.4),
      ...times(13, 0.3),
    ]);
    expect(kinds(events)).toEqual(['start', 'pause', 'resume', 'pause', 'end']);
    const dips = run(create(), [...times(8, 0.9), 0.1, 0.1, 0.9, 0.1, 0.1, 0.9]);
    expect(kinds(dips)).toEqual(['start']);
  });

  it('counts what lies between the thresholds as silence once silence has begun', () => {
    expect(kinds(run(create(), [...times(8, 0.9), 0.2, ...times(12, 0.45)]))).toEqual(['start', 'pause', 'end']);
  });

  it('waits as long as it is told', () => {
    for (const [endSilenceMs, silentFrames] of [
      [200, 7],
      [400, 13],
      [1000, 32],
    ] as const) {
      const events = run(create(endSilenceMs), [...times(10, 0.9), ...times(60, 0)]);
      expect(of(events, 'end')[0]?.sampleCount).toBe((10 + silentFrames) * 512);
    }
  });

  it('calls too little speech a misfire', () => {
    expect(kinds(run(create(), [...times(4, 0.9), ...times(20, 0)]))).toEqual(['start', 'pause', 'misfire']);
    expect(kinds(run(create(), [...times(5, 0.9), ...times(20, 0)]))).toEqual(['start', 'pause', 'end']);
  });

  it('dates the end of speech by the samples, and by the detector where they are too quiet', () => {
    const endpointer = create();
    const loud = [...run(endpointer, times(10, 0.9), 0, 0.3), ...run(endpointer, times(20, 0.1), 10, 0)];
    expect(of(loud, 'end')[0]?.speechEndAtMs).toBeCloseTo(320, 0);
    const quiet = run(create(), [...times(10, 0.9), ...times(20, 0.1)], 0, 0.001);
    expect(of(quiet, 'end')[0]?.speechEndAtMs).toBe(320);
  });

  it('numbers utterances, and leads the next one in with silence but never with old words', () => {
    const endpointer = create(128);
    const first = run(endpointer, [...times(10, 0.9), ...times(4, 0)]);
    expect(kinds(first)).toEqual(['start', 'pause', 'end']);
    const second = run(endpointer, [0, ...times(8, 0.9)], 14);
    expect(of(second, 'start')[0]?.utteranceId).toBe(2);
    expect(audio(second)[0]).toBe(10); // the first silent frame
  });

  it('finishes at once, kept or forgotten, and has nothing to finish outside an utterance', () => {
    const endpointer = create();
    expect(endpointer.finish(true)).toEqual([]);
    run(endpointer, times(4, 0.9));
    const [end] = endpointer.finish(true);
    expect(end).toMatchObject({ kind: 'end', utteranceId: 1, sampleCount: 4 * 512, decidedAtMs: DECIDED_AT_MS });
    expect(endpointer.finish(true)).toEqual([]);
    const again = run(endpointer, times(4, 0.9), 4);
    expect(audio(again)).toEqual([4, 5, 6, 7]);
    expect(endpointer.finish(false)).toEqual([{ kind: 'misfire', utteranceId: 2 }]);
    expect(kinds(run(endpointer, times(20, 0)))).toEqual([]);
  });

  it('reports levels every 64 ms', () => {
    const levels = of(run(create(), [...times(4, 0), ...times(4, 0.9)], 0, 0.1), 'level');
    expect(levels.map((level) => level.speechMs)).toEqual([0, 0, 0, 128]);
    expect(levels[0]?.dbfs).toBeCloseTo(-20, 1);
    expect(levels[1]?.lagMs).toBe(DECIDED_AT_MS - 4 * 32);
    expect(of(run(create(), [0, 0], 0, 0), 'level')[0]?.dbfs).toBe(-100);
  });
});

describe('a tuned Endpointer', () => {
  const tuned = (change: Partial<typeof DEFAULT_DETECTOR_TUNING>) => {
    const endpointer = create();
    endpointer.tune({ ...DEFAULT_DETECTOR_TUNING, ...change });
    return endpointer;
  };

  it('is as it was with the defaults', () => {
    const probabilities = [...times(30, 0.1), ...times(10, 0.9), ...times(20, 0.05), ...times(4, 0.6), ...times(20, 0)];
    expect(run(tuned({}), probabilities)).toEqual(run(create(), probabilities));
    expect(DEFAULT_DETECTOR_TUNING).toEqual({
      enterProbability: 0.5,
      leaveProbability: 0.35,
      paddingMs: 300,
      minSpeechMs: 160,
    });
  });

  it('begins and goes on at other probabilities', () => {
    const probabilities = [...times(10, 0.6), ...times(10, 0.4), ...times(20, 0)];
    expect(kinds(run(tuned({ enterProbability: 0.7, leaveProbability: 0.5 }), probabilities))).toEqual([]);
    const events = run(tuned({ leaveProbability: 0.45 }), probabilities);
    // The ten frames of 0.4 are silence: it ends within them and the next three.
    expect(of(events, 'end')[0]?.sampleCount).toBe((10 + 13) * 512);
    expect(of(run(create(), probabilities), 'end')[0]?.sampleCount).toBe((20 + 13) * 512);
  });

  it('never leaves at a higher probability than it enters', () => {
    expect(kinds(run(tuned({ enterProbability: 0.3 }), [...times(8, 0.32), ...times(20, 0)]))).toEqual([
      'start',
      'pause',
      'end',
    ]);
  });

  it('hands out as much from before the start as it is told', () => {
    for (const [paddingMs, frames] of [
      [0, 0],
      [100, 4],
      [960, 30],
    ] as const) {
      const events = run(tuned({ paddingMs }), [...times(40, 0.1), ...times(8, 0.9)]);
      expect(audio(events)[0]).toBe(40 - frames);
    }
  });

  it('calls less voice than it is told a misfire', () => {
    const spoken = [...times(10, 0.9), ...times(20, 0)];
    expect(kinds(run(tuned({ minSpeechMs: 352 }), spoken)).at(-1)).toBe('misfire');
    expect(kinds(run(tuned({ minSpeechMs: 320 }), spoken)).at(-1)).toBe('end');
    expect(kinds(run(tuned({ minSpeechMs: 60 }), [...times(3, 0.9), ...times(20, 0)])).at(-1)).toBe('end');
  });

  it('changes with the next utterance, and keeps what led up to it', () => {
    const endpointer = create();
    run(endpointer, times(10, 0.9));
    endpointer.tune({ enterProbability: 0.9, leaveProbability: 0.8, paddingMs: 0, minSpeechMs: 1000 });
    const events = run(endpointer, [...times(10, 0.4), ...times(20, 0)], 10);
    expect(of(events, 'end')[0]?.sampleCount).toBe((20 + 13) * 512);
    expect(kinds(run(endpointer, times(10, 0.85), 40))).toEqual([]);

    const longer = create();
    run(longer, times(6, 0.1));
    longer.tune({ ...DEFAULT_DETECTOR_TUNING, paddingMs: 960 });
    expect(audio(run(longer, [0.1, 0.1, ...times(4, 0.9)], 6))[0]).toBe(0);
  });
});
