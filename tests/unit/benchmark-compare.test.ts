import { describe, expect, it } from 'vitest';
import { compareInterleaved, compareRuns } from '../../src/perf/benchmark/compare';
import { differences, fingerprintKey, summaryOf } from '../../src/perf/benchmark/fingerprint';
import { randomOf } from '../../src/perf/benchmark/statistics/random';
import type { Fingerprint, SampleSeries } from '../../src/store/benchmark-run';
import { madeComparedRun, madeRounds, madeSamples, madeSeries } from './benchmark-rounds';

const random = randomOf(1);
const base = madeSeries('stt.final.3s', madeSamples(random));
const times = (factor: number, over: Partial<SampleSeries> = {}) => ({
  ...base,
  samples: madeSamples(random).map((value) => value * factor),
  ...over,
});
const verdictOn = (before: SampleSeries, after: SampleSeries) => compareInterleaved([before], [after], 1)[0];
const verdictOf = (before: SampleSeries, after: SampleSeries) => verdictOn(before, after)?.verdict;

describe('a verdict', () => {
  it('is regressed or improved by what is better', () => {
    expect(verdictOf(base, times(1.15))).toBe('regressed');
    expect(verdictOf(base, times(0.85))).toBe('improved');
    const rate = { unit: 'per_s', better: 'more' } as const;
    expect(verdictOf({ ...base, ...rate }, times(0.85, rate))).toBe('regressed');
    expect(verdictOf({ ...base, ...rate }, times(1.15, rate))).toBe('improved');
  });

  it('has the figures it rests on', () => {
    const found = verdictOn(base, times(1.15))!;
    expect(found).toMatchObject({ seriesId: base.id, title: base.title, baseN: 100, runN: 100, threshold: 0.05 });
    expect(found.change).toBeCloseTo(found.runMedian / found.baseMedian - 1, 12);
    expect(found.interval![0]).toBeLessThanOrEqual(found.change);
    expect(found.interval![1]).toBeGreaterThanOrEqual(found.change);
    expect(found.adjustedP).toBe(found.p);
    expect(found.why).toMatch(/^\+1\d %, 95 % interval \+1\d % to \+1\d %, p < 0\.001 over 1 series\.$/);
  });

  it('is within noise when chance may have made it', () => {
    expect(verdictOn(base, times(1))).toMatchObject({
      verdict: 'within-noise',
      why: expect.stringMatching(/^Chance alone may do this: p = 0\.\d+ over 1 series\.$/),
    });
  });

  it('is within noise when the change is real and not worth a word', () => {
    const quiet = madeSeries('quiet', madeSamples(random, { noise: 0.005, stalls: 0 }));
    const slower = { ...quiet, samples: quiet.samples.map((value) => value * 1.03) };
    expect(verdictOn(quiet, slower)).toMatchObject({
      verdict: 'within-noise',
      why: '+3.0 %, which is not over the threshold of 5 %.',
    });
  });

  it('asks for twice the change end to end', () => {
    const quiet = madeSamples(random, { noise: 0.005, stalls: 0 });
    const slower = quiet.map((value) => value * 1.07);
    for (const suite of ['components', 'memory', 'sessions'] as const) {
      expect(verdictOf(madeSeries('one', quiet, { suite }), madeSeries('one', slower, { suite }))).toBe('regressed');
    }
    for (const suite of ['latency', 'throughput', 'load', 'soak'] as const) {
      expect(verdictOf(madeSeries('one', quiet, { suite }), madeSeries('one', slower, { suite }))).toBe('within-noise');
    }
  });

  it('is within noise when the medians are the same although the values are not', () => {
    const narrow = madeSeries('one', [...Array(60).fill(10), ...Array(40).fill(11)]);
    const wide = madeSeries('one', [...Array(60).fill(10), ...Array(40).fill(9)]);
    expect(verdictOn(narrow, wide)).toMatchObject({ verdict: 'within-noise', change: 0 });
    expect(verdictOn(narrow, wide)!.why).toMatch(/^The change may be none/);
  });

  it('is inconclusive when there are too few samples for any', () => {
    const few = verdictOn(madeSeries('load', [1, 2, 3]), madeSeries('load', [100, 101, 102]))!;
    expect(few).toMatchObject({ verdict: 'inconclusive', interval: undefined, adjustedP: undefined });
    expect(few.why).toBe('Too few samples, 3 and 3: no difference could be told from chance.');
  });

  it('is not made harder for others by a series with too few samples', () => {
    const few = Array.from({ length: 30 }, (_, index) => madeSeries(`load.${index}`, [index]));
    const after = times(1.15);
    const among = compareInterleaved([...few, base], [...few, after], 1).at(-1)!;
    expect(among.adjustedP).toBe(verdictOn(base, after)!.adjustedP);
  });

  it('is corrected over all series', () => {
    // A change that would be called if it were the only one looked for.
    const before = madeSamples(random, { n: 20, noise: 0.1, stalls: 0 });
    const after = before.map((value, index) => value * (index % 4 === 0 ? 0.99 : 1.12));
    const alone = compareInterleaved([madeSeries('one', before)], [madeSeries('one', after)], 1)[0]!;
    expect(alone.adjustedP).toBeLessThan(0.05);
    const [others, again] = madeRounds(2, 40, 3, { n: 20 }) as [SampleSeries[], SampleSeries[]];
    const among = compareInterleaved([...others, madeSeries('one', before)], [...again, madeSeries('one', after)], 1);
    expect(among.at(-1)).toMatchObject({ p: alone.p, verdict: 'within-noise' });
    expect(among.at(-1)!.adjustedP).toBeGreaterThan(0.05);
  });

  it('is the same whatever stands beside it, as long as it has its seed', () => {
    const after = times(1.15);
    const other = madeSeries('other', madeSamples(random));
    const among = compareInterleaved([other, base], [other, after], 1).find(({ seriesId }) => seriesId === base.id);
    expect(among!.interval).toEqual(verdictOn(base, after)!.interval);
  });

  it('is of nothing that was not measured on both sides, or means something else', () => {
    for (const status of ['failed', 'timed-out', 'cancelled', 'not-built'] as const) {
      expect(verdictOf(base, times(1.15, { status }))).toBeUndefined();
      expect(verdictOf(times(1.15, { status }), base)).toBeUndefined();
    }
    expect(verdictOf(base, times(1, { samples: [] }))).toBeUndefined();
    expect(verdictOf(base, times(1, { id: 'other' }))).toBeUndefined();
    expect(verdictOf(base, times(1, { temperature: 'cold' }))).toBeUndefined();
    expect(verdictOf(base, times(1, { unit: 'per_s' }))).toBeUndefined();
  });

  it('takes the rounds of one series together, unless one of them failed', () => {
    const rounds = [times(1.15), times(1.15)];
    expect(compareInterleaved([base, base], rounds, 1)).toMatchObject([
      { verdict: 'regressed', baseN: 200, runN: 200 },
    ]);
    expect(compareInterleaved([base, { ...base, status: 'failed' }], rounds, 1)).toEqual([]);
    expect(compareInterleaved([{ ...base, status: 'failed' }, base], rounds, 1)).toEqual([]);
  });
});

describe('rounds in turn, on a machine that is now slower and now faster', () => {
  /** So many rounds, each with a pace of its own that all of its samples share. */
  const drifting = (rounds: number, factor = 1) =>
    Array.from({ length: rounds }, () => {
      const pace = factor * Math.exp(0.2 * random.normal());
      return madeSeries(
        'one',
        madeSamples(random, { n: 20 }).map((value) => value * pace),
      );
    });
  const alarms = (side: () => SampleSeries[], again: () => SampleSeries[]) =>
    Array.from({ length: 200 }, () => compareInterleaved(side(), again(), 1)[0]!.verdict).filter(
      (verdict) => verdict === 'regressed' || verdict === 'improved',
    ).length;

  it('are rarely taken for another build, as their samples in one heap nearly always are', () => {
    const heap = (rounds: SampleSeries[]) => [
      madeSeries(
        'one',
        rounds.flatMap(({ samples }) => samples),
      ),
    ];
    expect(
      alarms(
        () => drifting(6),
        () => drifting(6),
      ),
    ).toBeLessThan(30);
    expect(
      alarms(
        () => heap(drifting(6)),
        () => heap(drifting(6)),
      ),
    ).toBeGreaterThan(100);
  });

  it('show what is far slower all the same', () => {
    expect(
      alarms(
        () => drifting(6),
        () => drifting(6, 2),
      ),
    ).toBeGreaterThan(190);
  });
});

describe('against history', () => {
  const slower = times(1.15);
  const before = madeComparedRun([base]);
  const after = madeComparedRun([slower]);
  const over = (run: typeof after, how: Partial<typeof after>) => ({ ...run, ...how });

  it('a run on the same is like with like', () => {
    const found = compareRuns(before, after);
    expect(found).toMatchObject({ alike: true, differences: [], referenceChange: 0 });
    expect(found.verdicts).toMatchObject([{ verdict: 'regressed' }]);
  });

  it.each([
    ['another browser', over(after, { fingerprint: { ...after.fingerprint, browser: 'Firefox 150' } }), /: browser\.$/],
    [
      'a hidden tab',
      over(after, { disturbances: [{ atMs: 1, kind: 'hidden', detail: 'the tab was hidden' }] }),
      /^The run was disturbed: the tab was hidden\.$/,
    ],
    [
      'a slower machine',
      over(after, { referenceMs: [32.2] }),
      /^The machine itself changed: its reference work takes \+5\.6 %\.$/,
    ],
    ['a faster machine', over(after, { referenceMs: [28] }), /−8\.2 %\.$/],
    ['no reference', over(after, { referenceMs: [] }), /not known of both/],
  ])('%s makes it inconclusive, and the figures stay', (_, run, why) => {
    const [found] = compareRuns(before, run).verdicts;
    expect(found).toMatchObject({ verdict: 'inconclusive', why: expect.stringMatching(why) });
    expect(found!.adjustedP).toBeLessThan(0.001);
    expect(found!.interval![0]).toBeGreaterThan(0);
  });

  it('a disturbed base makes it inconclusive too', () => {
    const disturbed = over(before, { disturbances: [{ atMs: 1, kind: 'frozen', detail: 'the page froze' }] });
    expect(compareRuns(disturbed, after).verdicts).toMatchObject([{ verdict: 'inconclusive' }]);
  });

  it('a reference that moved by less than 5 % is nothing', () => {
    const moved = compareRuns(before, over(after, { referenceMs: [31.9] }));
    expect(moved.referenceChange).toBeCloseTo(0.046, 3);
    expect(moved.verdicts).toMatchObject([{ verdict: 'regressed' }]);
  });

  it('survives being written down and read again', () => {
    const read = (run: typeof after): typeof after => JSON.parse(JSON.stringify(run));
    expect(compareRuns(read(before), after)).toEqual(compareRuns(before, after));
  });
});

describe('a fingerprint', () => {
  const one = madeComparedRun([]).fingerprint;

  it('is the same in any order, and written down and read again', () => {
    const turned = Object.fromEntries(Object.entries(one).reverse()) as unknown as Fingerprint;
    turned.models = { llm: 'small@2', stt: 'tiny@1' };
    expect(fingerprintKey(turned)).toBe(fingerprintKey(one));
    expect(differences(one, turned)).toEqual([]);
    expect(fingerprintKey(JSON.parse(JSON.stringify(one)))).toBe(fingerprintKey(one));
  });

  it('is the same for another build: that is what is compared', () => {
    const other = { ...one, appVersion: '9.9.9', commit: undefined };
    expect(differences(one, other)).toEqual([]);
    expect(fingerprintKey(other)).toBe(fingerprintKey(one));
  });

  it('differs by any other field, and says which', () => {
    const others: [Partial<Fingerprint>, string, string, string][] = [
      [{ browser: 'Other 1' }, 'browser', one.browser, 'Other 1'],
      [{ gpu: 'Some GPU' }, 'gpu', 'unknown', 'Some GPU'],
      [{ threads: 2 }, 'threads', '4', '2'],
      [{ isolated: false }, 'isolated', 'true', 'false'],
      [{ models: { ...one.models, stt: 'tiny@9' } }, 'models.stt', 'tiny@1', 'tiny@9'],
      [{ backends: { stt: 'wasm' } }, 'backends.llm', 'wasm', 'unknown'],
    ];
    for (const [change, field, a, b] of others) {
      const other = { ...one, ...change };
      expect(differences(one, other)).toEqual([{ field, a, b }]);
      expect(fingerprintKey(other)).not.toBe(fingerprintKey(one));
    }
  });
});

describe('the summary of a run', () => {
  it('has the median of what was measured, and whether it counts', () => {
    const run = madeComparedRun([
      madeSeries('a', [3, 1, 2]),
      madeSeries('b', [1], { status: 'failed' }),
      madeSeries('c', []),
    ]);
    expect(summaryOf(run)).toEqual({
      id: 'made',
      startedAtMs: run.startedAtMs,
      label: '',
      origin: 'program',
      fingerprintKey: fingerprintKey(run.fingerprint),
      valid: true,
      medians: { a: { median: 2, n: 3 } },
    });
    const disturbed = { ...run, disturbances: [{ atMs: 1, kind: 'hidden' as const, detail: 'hidden' }] };
    expect(summaryOf(disturbed).valid).toBe(false);
  });
});
