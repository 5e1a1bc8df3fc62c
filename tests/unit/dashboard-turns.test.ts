import { describe, expect, it } from 'vitest';
import { KeptSeries } from '../../src/dashboard/series';
import { turnBarsOf } from '../../src/dashboard/turn-bars';
import { latencyQuantiles } from '../../src/dashboard/turn-latency';
import { waterfallOf } from '../../src/dashboard/waterfall';
import { madeData, madeMeasures, madeTurn, madeTurns, NOW_MS } from './dashboard-fakes';

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe('the bars', () => {
  const bars = turnBarsOf(madeData({ turns: madeTurns(60, 1_800_000) }));

  it('are of the last twenty turns that were heard, the newest first', () => {
    expect(bars.bars).toHaveLength(20);
    expect(bars.bars[0]?.id).toBe('turn-59');
    // Turn 43 failed.
    expect(bars.bars.map(({ id }) => id)).not.toContain('turn-43');
  });

  it('have parts that sum to the total, each of them', () => {
    for (const { parts, totalMs } of bars.bars) {
      expect(parts).toHaveLength(7);
      expect(sum(parts.map(({ ms }) => ms))).toBeCloseTo(totalMs, 6);
      expect(parts.every(({ ms }) => ms >= 0)).toBe(true);
    }
  });

  it('lie within the axis, and so do its marks', () => {
    expect(bars.bars.every(({ totalMs }) => totalMs <= bars.scaleMs)).toBe(true);
    expect(bars.ticks.every(({ atMs }) => atMs >= 0 && atMs <= bars.scaleMs)).toBe(true);
    expect(bars.ticks.length).toBeGreaterThanOrEqual(3);
    expect(bars.ticks.length).toBeLessThanOrEqual(6);
  });

  it('stand against the targets; one that is far off is told in words', () => {
    expect(bars.limits).toEqual([{ atMs: 2000, label: 'good: below 2 s' }]);
    expect(bars.beyond).toBe('acceptable: below 5 s');
    const slow = madeTurn({ marks: { speechEnd: 0, turnDecided: 1000, firstAudible: 4200 } });
    const { limits, beyond, bars: slowBars } = turnBarsOf(madeData({ turns: [slow] }));
    expect(limits.map(({ atMs }) => atMs)).toEqual([2000, 5000]);
    expect(beyond).toBe('');
    expect(slowBars[0]?.band).toBe('acceptable');
  });

  it('show one stage when one is chosen', () => {
    const chosen = turnBarsOf(madeData({ turns: [madeTurn()], component: 'tts' }));
    expect(chosen.emphasis).toBe('tts');
    expect(chosen.bars[0]).toMatchObject({ figure: '83 ms', band: 'good', totalMs: 571 });
    expect(chosen.summary).toContain('Voice took 83 ms of the newest.');
  });

  it('say so when there are none', () => {
    expect(turnBarsOf(madeData())).toMatchObject({ bars: [], summary: 'No turn was heard in this time.' });
  });
});

describe('latencies', () => {
  const none = new KeptSeries({ points: [], buckets: [], quantile: () => undefined });

  it('are exact while all turns are there', () => {
    const turns = [400, 500, 600].map((firstAudible, i) =>
      madeTurn({ id: `t${i}`, marks: { speechEnd: 0, turnDecided: 300, firstAudible } }),
    );
    expect(latencyQuantiles(madeData({ turns }), none, 'pipeline')).toMatchObject({ count: 3, p50: 500, p95: 590 });
  });

  it('leave out turns that did without the component', () => {
    const turns = [madeTurn({ id: 'a' }), madeTurn({ id: 'b', changes: { route: 'skill:clock' } })];
    expect(latencyQuantiles(madeData({ turns }), none, 'tool').count).toBe(1);
    expect(latencyQuantiles(madeData({ turns }), none, 'capture')).toEqual({ count: 0 });
    const typed = madeTurn({ changes: { input: 'keyboard', listening: undefined } });
    expect(latencyQuantiles(madeData({ turns: [typed] }), none, 'vad').count).toBe(0);
  });

  it('come from the kept series when turns are missing', () => {
    const points = [1, 2, 3].map((value) => ({ component: 'stt' as const, name: 'latency', atMs: NOW_MS, value }));
    const series = new KeptSeries({ points, buckets: [], quantile: () => undefined });
    expect(latencyQuantiles(madeData({ turns: [madeTurn()], turnsIncomplete: true }), series, 'stt').p50).toBe(2);
  });
});

describe('the waterfall', () => {
  const turn = madeTurn();
  const open = waterfallOf(madeData({ turns: [turn], openTurnId: turn.id, measures: madeMeasures(turn) }));

  it('has stages that follow each other from the end of speech to the first sound', () => {
    const path = open?.lanes.filter(({ kind }) => kind === 'path').flatMap(({ spans }) => spans) ?? [];
    expect(path).toHaveLength(7);
    expect(path[0]?.startMs).toBe(0);
    path.slice(1).forEach((span, i) => {
      expect(span.startMs).toBe(path[i]?.endMs);
    });
    expect(path.at(-1)?.endMs).toBe(571);
    expect(sum(path.map(({ startMs, endMs }) => endMs - startMs))).toBe(turn.totalMs);
  });

  it('shows what was begun before the decision as a lane of its own', () => {
    const early = open?.lanes.filter(({ kind }) => kind === 'early') ?? [];
    expect(early).toHaveLength(1);
    expect(early[0]?.spans.map(({ key, startMs, endMs }) => [key, startMs, endMs])).toEqual([
      ['stt', 104, 230],
      ['routing', 230, 231],
      ['llm', 231, 390],
      // The voice went on after the decision; that part was waited for.
      ['tts', 390, 445],
    ]);
    expect(open?.summary).toContain(
      'Before the turn was decided these were begun: Speech to text, Routing, Language model, Voice.',
    );
  });

  it('has no such lane when nothing was', () => {
    const marks = {
      speechEnd: 0,
      turnDecided: 445,
      transcriptReady: 575,
      routed: 577,
      firstClause: 800,
      firstPcm: 900,
      firstAudible: 950,
    };
    const late = madeTurn({ marks });
    const lanes = waterfallOf(madeData({ turns: [late], openTurnId: late.id }))?.lanes ?? [];
    // Transcribing took 126 ms and began 4 ms after the decision.
    expect(lanes.some(({ kind }) => kind === 'early')).toBe(false);
  });

  it('has a lane for each worker that measured something of the turn', () => {
    const workers = open?.lanes.filter(({ kind }) => kind === 'worker') ?? [];
    expect(workers.map(({ label }) => label)).toEqual([
      'Speech to text: its thread',
      'Language model: its thread',
      'Voice: its thread',
    ]);
    expect(workers[0]?.spans.map(({ label }) => label)).toEqual(['stt.mel', 'stt.encode', 'stt.decode']);
  });

  it('takes nothing of other turns, and no measure that is no work of a stage', () => {
    const { startedAtMs } = turn;
    const measures = [
      { name: 'stt.encode', startAtMs: startedAtMs - 60_000, durationMs: 90 },
      { name: 'stt.encode', startAtMs: startedAtMs + 60_000, durationMs: 90 },
      { name: 'vad', startAtMs: startedAtMs, durationMs: 445 },
      { name: 'pack.hash', startAtMs: startedAtMs, durationMs: 10 },
    ];
    const lanes = waterfallOf(madeData({ turns: [turn], openTurnId: turn.id, measures }))?.lanes ?? [];
    expect(lanes.some(({ kind }) => kind === 'worker')).toBe(false);
  });

  it('leaves out what was not measured', () => {
    const typed = madeTurn({ changes: { input: 'keyboard', listening: undefined } });
    typed.work.transcribeMs = undefined;
    const facts = waterfallOf(madeData({ turns: [typed], openTurnId: typed.id }))?.facts ?? [];
    expect(facts.map(({ label }) => label)).not.toContain('Transcribing');
    expect(facts).toContainEqual({ label: 'Asked by', value: 'keyboard' });
  });

  it('is not there for a turn that was never heard, or none', () => {
    const unheard = madeTurn({ marks: { speechEnd: 0, turnDecided: 400 } });
    expect(waterfallOf(madeData({ turns: [unheard], openTurnId: unheard.id }))).toBeUndefined();
    expect(waterfallOf(madeData({ turns: [turn] }))).toBeUndefined();
  });
});
