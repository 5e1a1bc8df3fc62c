import { describe, expect, it } from 'vitest';
import { type TraceEvent, type TraceFile, traceEvents, traceEventsJson } from '../../src/perf/export/trace-events';
import { lanesOf } from '../../src/perf/export/trace-lanes';
import type { Measure } from '../../workers/protocol';
import { AT_MS, GUESSED, type Marks, MILESTONES, madeTurn } from './export-made';

type Slice = Extract<TraceEvent, { ph: 'X' }>;

const slices = ({ traceEvents: events }: TraceFile): Slice[] => events.filter((event) => event.ph === 'X');

/** Names of the tracks, in the order they are shown. */
function tracks({ traceEvents: events }: TraceFile): Map<number, string> {
  const found = new Map<number, string>();
  for (const event of events)
    if (event.ph === 'M' && event.name === 'thread_name') found.set(event.tid, event.args.name);
  return found;
}

function on(file: TraceFile, track: string): Slice[] {
  const names = tracks(file);
  return slices(file).filter(({ tid }) => names.get(tid) === track);
}

/** What an importer of the format insists on. @throws on the first thing wrong. */
function validate(file: TraceFile): void {
  const names = tracks(file);
  expect(Object.keys(file).sort()).toEqual(['displayTimeUnit', 'otherData', 'traceEvents']);
  expect(file.traceEvents[0]).toMatchObject({ ph: 'M', name: 'process_name' });
  for (const event of file.traceEvents) {
    expect(event.pid).toBe(1);
    expect(Number.isInteger(event.tid)).toBe(true);
    if (event.ph === 'M') continue;
    expect(names.has(event.tid)).toBe(true);
    expect(event.name).not.toBe('');
    expect(event.cat).not.toBe('');
    expect(Number.isSafeInteger(event.ts) && event.ts >= 0).toBe(true);
    for (const fact of Object.values(event.args)) expect(['string', 'number', 'boolean']).toContain(typeof fact);
    if (event.ph === 'X') expect(Number.isSafeInteger(event.dur) && event.dur >= 0).toBe(true);
    else expect(event.s).toBe('t');
  }
  for (const tid of names.keys()) {
    const open: number[] = [];
    const own = slices(file).filter((slice) => slice.tid === tid);
    for (const { ts, dur } of own.sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
      while (open.length && open.at(-1)! <= ts) open.pop();
      if (open.length) expect(ts + dur).toBeLessThanOrEqual(open.at(-1)!);
      open.push(ts + dur);
    }
  }
}

/** Mulberry32: the same marks in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const measure = (name: string, startMs: number, durationMs: number, tags?: Measure['tags']): Measure => ({
  name,
  startAtMs: AT_MS + startMs,
  durationMs,
  tags,
});

describe('the trace of a turn', () => {
  it('is valid, and its critical path sums to the total exactly, whatever was marked', () => {
    const random = randomFrom(5);
    for (let i = 0; i < 300; i++) {
      const marks: Marks = { speechEnd: 0 };
      for (const name of MILESTONES) if (random() < 0.7) marks[name] = random() * 2000 - (i % 3 === 0 ? 100 : 0);
      const measures = Array.from({ length: 20 }, (_, n) =>
        measure(n % 2 ? 'stt.encode' : 'llm.decode', random() * 3000 - 500, random() * 400),
      );
      const turn = madeTurn(marks);
      const file = traceEvents(turn, measures);
      validate(file);
      const path = on(file, 'Critical path');
      if (!turn.milestones || turn.totalMs === undefined) {
        expect(path).toEqual([]);
        continue;
      }
      const sumUs = path.reduce((sum, { dur }) => sum + dur, 0);
      if (path.length) expect(sumUs).toBe(path.at(-1)!.ts + path.at(-1)!.dur - path[0]!.ts);
      expect(Math.abs(sumUs - turn.totalMs * 1000)).toBeLessThanOrEqual(1);
    }
  });

  it('names the parts as the design does, one behind the other from the start', () => {
    const marks: Marks = Object.fromEntries(MILESTONES.map((name, i) => [name, i * i * 100]));
    const path = on(traceEvents(madeTurn(marks)), 'Critical path');
    expect(path.map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
      ['VAD', 0, 100_000],
      ['STT', 100_000, 300_000],
      ['Routing', 400_000, 500_000],
      ['Tool', 900_000, 700_000],
      ['LLM', 1_600_000, 900_000],
      ['TTS', 2_500_000, 1_100_000],
      ['Audio out', 3_600_000, 1_300_000],
    ]);
  });

  it('shows what was done on a guess on a track of its own, up to the decision', () => {
    const file = traceEvents(madeTurn());
    expect(on(file, 'Ahead of the decision').map(({ name, ts, dur }) => [name, ts, ts + dur])).toEqual([
      ['Transcribe', 105_500, 180_500],
      ['Route', 180_500, 181_100],
      ['First clause', 181_100, 290_700],
      ['First audio', 290_700, 410_250],
    ]);
    const [speaking] = on(file, 'TTS');
    expect([speaking?.ts, speaking?.dur]).toEqual([290_700, 164_600]);
    const marked = file.traceEvents.find((event) => event.ph === 'i' && event.name === 'transcriptReady');
    expect(marked?.args).toMatchObject({ aheadMs: expect.closeTo(229.75, 2) });
  });

  it('has no such track for a turn in which nothing was guessed', () => {
    const marks: Marks = { ...GUESSED, turnDecided: 90, transcriptReady: 180.5 };
    expect([...tracks(traceEvents(madeTurn(marks))).values()]).not.toContain('Ahead of the decision');
  });

  it('counts the wait for the decision to no tool', () => {
    const marks: Marks = { ...GUESSED, toolDone: 415, firstClause: 415.2 };
    const file = traceEvents(madeTurn(marks, { route: 'skill:timer' }));
    const [tool] = on(file, 'Tool');
    expect([tool?.ts, tool?.dur, tool?.args.route]).toEqual([410_250, 4750, 'skill:timer']);
    expect(on(file, 'Ahead of the decision').map(({ name }) => name)).toEqual(['Transcribe', 'Route']);
  });

  it('takes the measures that began within the turn, by worker, with their tags', () => {
    const file = traceEvents(madeTurn(), [
      measure('stt.encode', 110, 40, { frames: 12 }),
      measure('stt.decode', 150, 30),
      measure('stt.encode', -5000, 40),
      measure('llm.decode', 9000, 40),
      measure('llm.prefill', 182, 20.5),
      measure('vad', 0, 400),
    ]);
    validate(file);
    expect(on(file, 'stt worker').map(({ name, ts, dur, args }) => ({ name, ts, dur, args }))).toEqual([
      { name: 'stt.encode', ts: 110_000, dur: 40_000, args: { frames: 12 } },
      { name: 'stt.decode', ts: 150_000, dur: 30_000, args: {} },
    ]);
    expect(on(file, 'llm worker').map(({ name }) => name)).toEqual(['llm.prefill']);
    expect([...tracks(file).values()]).not.toContain('vad worker');
  });

  it('moves its origin to work that was done before the turn began', () => {
    const file = traceEvents(madeTurn({ ...GUESSED, transcriptReady: -20 }));
    validate(file);
    expect(file.otherData.turnStartUs).toBe(95_000);
    expect(on(file, 'Critical path')[0]?.ts).toBe(95_000);
  });

  it('is valid for a turn of which nothing is known', () => {
    const file = traceEvents(madeTurn({}));
    validate(file);
    expect(file.traceEvents).toHaveLength(1);
  });

  it('holds no words of the user or of the reply', () => {
    const text = traceEventsJson(madeTurn(undefined, { transcript: 'aubergine', reply: 'zucchini' }));
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(traceEvents(madeTurn()))));
    expect(text).not.toMatch(/aubergine|zucchini/);
  });
});

describe('lanes', () => {
  it('hold pieces that follow or enclose one another; what crosses gets another', () => {
    const piece = (startAtMs: number, endAtMs: number) => ({ startAtMs, endAtMs });
    const lanes = lanesOf([piece(5, 15), piece(0, 10), piece(2, 4), piece(10, 20), piece(0, 3)]);
    expect(lanes.map((lane) => lane.map(({ startAtMs, endAtMs }) => [startAtMs, endAtMs]))).toEqual([
      [
        [0, 10],
        [0, 3],
        [10, 20],
      ],
      [
        [2, 4],
        [5, 15],
      ],
    ]);
  });
});
