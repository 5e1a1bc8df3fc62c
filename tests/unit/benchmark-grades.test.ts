import { describe, expect, it } from 'vitest';
import { breakdownOf, waitingSeries } from '../../src/perf/benchmark/breakdown';
import { type DocumentId, gradesOf, worstOf } from '../../src/perf/benchmark/grades';
import { recommendationsOf } from '../../src/perf/benchmark/recommendations';
import { slaOf } from '../../src/perf/benchmark/sla';
import type { BenchmarkRun, SampleSeries } from '../../src/store/benchmark-run';
import { madeRun } from './made-run';

/** The made run with the samples of some series replaced. */
function runWith(samples: Record<string, number[]>, change: Partial<SampleSeries> = {}): BenchmarkRun {
  const run = madeRun();
  for (const [id, values] of Object.entries(samples)) {
    const series = run.series.find((each) => each.id === id);
    if (!series) throw new Error(`The made run has no ${id}.`);
    Object.assign(series, { samples: values, parts: undefined, ...change });
  }
  return run;
}

const only = (run: BenchmarkRun, keep: (id: string) => boolean): BenchmarkRun => ({
  ...run,
  series: run.series.filter(({ id }) => keep(id)),
});

function row(run: BenchmarkRun, document: DocumentId, area: string) {
  const found = gradesOf(run)
    .find((each) => each.document === document)
    ?.rows.find((each) => each.area === area);
  if (!found) throw new Error(`${document} has no ${area}.`);
  return found;
}

describe('grades', () => {
  it('compare by merit, not by spelling', () => {
    expect(worstOf(['Good', 'Excellent'])).toBe('Good');
    expect(worstOf(['Excellent', undefined, 'Needs Improvement', 'Good'])).toBe('Needs Improvement');
    expect(worstOf([undefined])).toBeUndefined();
  });

  it('take the edges of 000’s code as it has them', () => {
    const throughput = (value: number) =>
      row(runWith({ 'throughput.requests-per-s': [value] }), '000', 'Throughput').grade;
    expect([5.01, 5, 2.01, 2].map(throughput)).toEqual(['Excellent', 'Good', 'Good', 'Needs Improvement']);
    const memory = (value: number) => row(runWith({ 'memory.samples': [100, value, 90] }), '000', 'Memory');
    expect([2047, 2048, 4096].map((mb) => memory(mb).grade)).toEqual(['Excellent', 'Good', 'Needs Improvement']);
    expect(memory(2047).value).toBe(2047);
  });

  it('take a table’s middle band up to its last value', () => {
    const stt = (value: number) => row(runWith({ 'stt.final.3s': [value] }), '000', 'STT Processing').grade;
    expect([499, 500, 1000, 1000.1].map(stt)).toEqual(['Excellent', 'Good', 'Good', 'Needs Improvement']);
  });

  it('hold goals of 004 to be met or missed', () => {
    const run = runWith({ 'throughput.vad-chunks-per-s': [1000], 'sessions.held': [99], 'sessions.memory': [99.9] });
    expect(row(run, '004', 'Throughput').grade).toBe('Excellent');
    expect(row(run, '004', 'Concurrency').grade).toBe('Needs Improvement');
    expect(row(run, '004', 'Memory').grade).toBe('Excellent');
  });

  it('average 000’s latency over its own typed questions, those that are not built aside', () => {
    const run = madeRun();
    const own = ['sum-2-2', 'calc-15-23', 'joke'].map((slug) => `latency.typed.${slug}`);
    const { value, seriesIds } = row(run, '000', 'Latency');
    const samples = run.series.filter(({ id }) => own.includes(id)).flatMap((each) => each.samples);
    expect(seriesIds).toEqual(own);
    expect(value).toBeCloseTo(samples.reduce((sum, each) => sum + each, 0) / samples.length, 9);
  });

  it('count nothing that was not measured', () => {
    const [first, ...rest] = gradesOf(only(madeRun(), (id) => id === 'stt.final.3s'));
    expect(first?.overall).toBe('Excellent');
    expect(first?.rows.filter(({ grade }) => grade)).toHaveLength(1);
    expect(rest.map(({ overall }) => overall)).toEqual([undefined, undefined, undefined]);
    expect(
      row(runWith({ 'stt.final.3s': [100] }, { status: 'failed' }), '000', 'STT Processing').grade,
    ).toBeUndefined();
  });

  it('say why the processor has no value', () => {
    expect(row(madeRun(), '000', 'CPU Usage (idle)')).toMatchObject({
      value: undefined,
      grade: undefined,
      note: 'A browser tells a page no percentage of the processor.',
    });
  });

  it('make the audio latency of its frame, its resampling and its detection', () => {
    const run = runWith({ 'capture.resample': [10], 'vad.frame': [3] });
    expect(row(run, '002', 'Audio Latency').value).toBeCloseTo(32 + 0.32 + 3, 9);
  });
});

describe('promises', () => {
  const typed = (ms: number[], change: Partial<SampleSeries> = {}) =>
    slaOf(only(runWith({ 'latency.typed.joke': ms }, change), (id) => id === 'latency.typed.joke'))[0];

  it('are kept when 95 of 100 requests take less than 3 s', () => {
    const kept = [...Array<number>(95).fill(100), ...Array<number>(5).fill(3000)];
    expect(typed(kept)).toMatchObject({ met: true, value: '95.0 % (95 of 100)' });
    expect(typed([...kept, 3000])).toMatchObject({ met: false });
  });

  it('count a request that failed as one that was late', () => {
    expect(typed(Array<number>(19).fill(100), { errors: 1 })).toMatchObject({ met: true, value: '95.0 % (19 of 20)' });
    expect(typed(Array<number>(18).fill(100), { status: 'timed-out' })).toMatchObject({ met: false });
  });

  it('are not judged where nothing was measured', () => {
    const nothing = slaOf(only(madeRun(), (id) => id.startsWith('stt.')));
    expect(nothing.map(({ met }) => met)).toEqual([undefined, undefined]);
  });

  it('allow 1 GB of growth, and name our own goal', () => {
    const growth = (mb: number) => slaOf(runWith({ 'memory.sla-samples': [900, 950, 900 + mb] }))[1];
    expect(growth(1023)).toMatchObject({ met: true, value: expect.stringContaining('missed') });
    expect(growth(1024)).toMatchObject({ met: false });
    expect(growth(49)).toMatchObject({ met: true, value: '49.0 MB (our own goal of less than 50 MB is met)' });
  });
});

describe('the breakdown', () => {
  it('has parts that sum to the whole, as shares too', () => {
    const breakdown = breakdownOf(waitingSeries(madeRun())?.series ?? []);
    expect(breakdown?.n).toBe(100);
    expect(breakdown?.parts.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(breakdown?.totalMs ?? 0, 9);
    expect(breakdown?.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('is none without end-to-end series', () => {
    expect(waitingSeries(only(madeRun(), (id) => id.startsWith('stt.')))).toBeUndefined();
    expect(breakdownOf([])).toBeUndefined();
  });
});

describe('recommendations', () => {
  /** The end-to-end series have all of their wait in one stage. */
  function allIn(part: 'llm' | 'tts' | 'vad' | 'stt' | 'tool' | 'audioOut', ms: number): BenchmarkRun {
    const run = madeRun();
    for (const series of run.series) {
      if (!series.parts || series.suite !== 'latency') continue;
      for (const own of Object.values(series.parts)) own.fill(0);
      series.parts[part].fill(ms);
      series.samples.fill(ms);
    }
    return run;
  }

  it('begin with the largest part of the wait', () => {
    expect(recommendationsOf(allIn('vad', 500))[0]).toMatchObject({ gainMs: 500 });
    expect(recommendationsOf(allIn('vad', 500))[0]?.because).toContain('VAD is 500 ms of a spoken question');
    expect(recommendationsOf(allIn('tts', 900))[0]?.title).toBe('Speak a shorter first clause');
    const tool = allIn('tool', 900);
    tool.series.find(({ id }) => id === 'skill.clock')?.samples.fill(800);
    expect(recommendationsOf(tool)[0]).toMatchObject({ title: expect.stringContaining('"clock"'), gainMs: 800 });
  });

  it('work the gain of a shorter clause out of the run’s own tokens a second', () => {
    const run = allIn('llm', 1000);
    for (const [id, value] of [
      ['llm.first-token.reuse', 200],
      ['llm.tokens-per-s', 10],
    ] as const) {
      run.series.find((each) => each.id === id)?.samples.fill(value);
    }
    const [first] = recommendationsOf(run);
    // 200 ms to the first token, 4 more at 10 a second: 600 ms.
    expect(first?.gainMs).toBeCloseTo(400, 9);
    expect(first?.because).toContain('1,000 ms − 600 ms = 400 ms');
  });

  it('see one thread, cold loads, long clips, a tight voice and memory that grows', () => {
    const run = runWith({
      'load.stt.cold': [3000],
      'load.stt.warm': [1000],
      'stt.final.5s': [300],
      'stt.final.30s': [2300],
      'tts.rtf.20w': [1.1],
      'memory.samples': [900, 1000],
    });
    run.fingerprint = { ...run.fingerprint, isolated: false, threads: 1, cores: 8 };
    const gains = Object.fromEntries(recommendationsOf(run).map(({ title, gainMs }) => [title, gainMs]));
    expect(gains['Keep the models on the device']).toBeCloseTo(2000, 9);
    expect(gains['Pause within long speech, so that it is transcribed piece by piece']).toBeCloseTo(2000, 9);
    expect(gains['Choose a quicker voice: this one hardly keeps up with itself']).toBeCloseTo(100, 9);
    expect(gains).toHaveProperty('Close and open the tab after long use', undefined);
    const breakdown = breakdownOf(waitingSeries(run)?.series ?? []);
    const modelsMs =
      breakdown?.parts
        .filter(({ part }) => ['stt', 'llm', 'tts'].includes(part))
        .reduce((sum, { ms }) => sum + ms, 0) ?? 0;
    expect(gains['Serve the app with its isolation headers (COOP and COEP)']).toBeCloseTo(modelsMs * 0.75, 9);
  });

  it('are none for a run without numbers', () => {
    expect(recommendationsOf({ ...madeRun(), series: [] })).toEqual([]);
  });
});
