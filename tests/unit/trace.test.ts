import { describe, expect, it } from 'vitest';
import { MILESTONES, nowMs, PARTS, partsOf, settleMilestones, Trace, totalOf } from '../../src/agent/trace';
import type { Milestone, Milestones } from '../../src/store/turn-record';

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

const EPOCH_MS = 1_790_000_000_000;

/** Any subset of the milestones that was heard, in any order, with the fractions a clock gives. */
function randomMarks(random: () => number): Map<Milestone, number> {
  const marks = new Map<Milestone, number>();
  for (const name of MILESTONES) {
    if (name !== 'firstAudible' && random() < 0.3) continue;
    marks.set(name, EPOCH_MS + random() * 1e9 + random());
  }
  return marks;
}

function sumOf(milestones: Milestones): number {
  return Object.values(partsOf(milestones)).reduce((sum, ms) => sum + ms, 0);
}

describe('settled milestones', () => {
  it('have parts that sum to the total exactly, whatever was marked and when', () => {
    const random = randomFrom(1);
    for (let i = 0; i < 20_000; i++) {
      const milestones = settleMilestones(randomMarks(random));
      expect(sumOf(milestones)).toBe(totalOf(milestones));
    }
  });

  it('never go back, and keep every mark that was in order', () => {
    const random = randomFrom(2);
    for (let i = 0; i < 2_000; i++) {
      const marks = randomMarks(random);
      const settled = settleMilestones(marks);
      let before = Number.NEGATIVE_INFINITY;
      for (const name of MILESTONES) {
        const mark = marks.get(name);
        expect(settled[name]).toBeGreaterThanOrEqual(before);
        if (mark !== undefined && mark >= before) expect(settled[name]).toBe(mark);
        before = settled[name];
      }
      for (const ms of Object.values(partsOf(settled))) expect(ms).toBeGreaterThanOrEqual(0);
    }
  });

  it('raise work that was done ahead of its turn to the milestone before it', () => {
    const settled = settleMilestones(
      new Map([
        ['speechEnd', 1000],
        ['turnDecided', 1400],
        ['transcriptReady', 1250],
        ['firstAudible', 1500],
      ]),
    );
    expect(settled.transcriptReady).toBe(1400);
    expect(partsOf(settled)).toEqual({ vad: 400, stt: 0, routing: 0, tool: 0, llm: 0, tts: 0, audioOut: 100 });
  });

  it('give a milestone that was never passed no time of its own', () => {
    const settled = settleMilestones(
      new Map([
        ['speechEnd', 10],
        ['routed', 30],
        ['firstAudible', 100],
      ]),
    );
    expect(settled).toMatchObject({
      turnDecided: 10,
      transcriptReady: 10,
      toolDone: 30,
      firstClause: 30,
      firstPcm: 30,
    });
  });

  it('begin at the earliest mark when nobody dated the end of speech', () => {
    const settled = settleMilestones(
      new Map([
        ['routed', 50],
        ['turnDecided', 40],
        ['firstAudible', 90],
      ]),
    );
    expect(settled.speechEnd).toBe(40);
    expect(totalOf(settled)).toBe(50);
  });
});

describe('the parts', () => {
  it('are one fewer than the milestones, each between two neighbours', () => {
    expect(PARTS).toHaveLength(MILESTONES.length - 1);
    const milestones = settleMilestones(new Map(MILESTONES.map((name, i) => [name, i * i])));
    expect(PARTS.map((part) => partsOf(milestones)[part])).toEqual([1, 3, 5, 7, 9, 11, 13]);
  });
});

describe('a trace', () => {
  it('has no milestones before the reply was heard', () => {
    const trace = new Trace('a');
    trace.mark('speechEnd');
    trace.mark('firstPcm');
    expect(trace.settle()).toBeUndefined();
  });

  it('keeps the first mark of each milestone', () => {
    const trace = new Trace('b');
    const start = nowMs();
    trace.mark('speechEnd', start);
    trace.mark('firstClause', start + 20);
    trace.mark('firstClause', start + 900);
    trace.mark('firstAudible', start + 50);
    trace.mark('firstAudible', start + 1000);
    expect(trace.settle()).toMatchObject({ firstClause: start + 20, firstAudible: start + 50 });
  });

  it('writes each part as a measure of its turn', () => {
    performance.clearMeasures();
    const start = nowMs();
    const trace = new Trace('c');
    trace.mark('speechEnd', start);
    trace.mark('turnDecided', start + 8);
    trace.mark('firstAudible', start + 24);
    trace.settle();
    const measures = performance.getEntriesByType('measure');
    performance.clearMeasures();
    expect(measures.map(({ name }) => name).sort()).toEqual(PARTS.map((part) => `sotto:${part}`).sort());
    const vad = measures.find(({ name }) => name === 'sotto:vad');
    expect(vad?.duration).toBeCloseTo(8, 2);
    expect(vad?.toJSON()).toMatchObject({ detail: { turnId: 'c' } });
  });

  it('runs on the clock of the epoch', () => {
    expect(nowMs()).toBeGreaterThan(performance.timeOrigin);
  });
});
