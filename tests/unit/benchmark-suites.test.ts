import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrivalsMs } from '../../src/perf/benchmark/suites/load';
import { QUESTIONS } from '../../src/perf/benchmark/suites/questions';
import { binS, ratesOf } from '../../src/perf/benchmark/suites/rates';
import { FakeTargets, FOREVER, seriesOf, startRun, toEnd } from './benchmark-fakes';
import { madeTurn } from './dashboard-fakes';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('components', () => {
  it('has every series that the plan of the benchmarks names', async () => {
    const result = await toEnd(startRun({ coldLoads: true }));
    const lengths = ['1.5', '3', '5', '10', '30'];
    expect(result.series.map(({ id }) => id).sort()).toEqual(
      [
        'capture.resample',
        'vad.frame',
        ...lengths.flatMap((seconds) => [`stt.partial.${seconds}s`, `stt.final.${seconds}s`]),
        'route.rules',
        'route.embeddings',
        'route.hybrid',
        'skill.calculator',
        'llm.first-token.cold',
        'llm.first-token.reuse',
        'llm.tokens-per-s',
        'llm.prefill-tokens-per-s',
        ...['4w', '8w', '20w'].flatMap((words) => [`tts.first-pcm.${words}`, `tts.rtf.${words}`]),
        'playback.start',
        'store.write',
        'store.read',
        ...['vad', 'stt'].flatMap((role) => [`load.${role}.warm`, `load.${role}.cold`]),
      ].sort(),
    );
    expect(result.series.filter(({ status }) => status !== 'measured').map(({ id }) => id)).toEqual([
      'route.embeddings',
      'route.hybrid',
    ]);
  });

  it('fetches no model that nobody asked to fetch', async () => {
    const run = startRun({});
    await toEnd(run);
    expect(run.targets.calls.filter((call) => call.endsWith(' cold') && call.startsWith('loadModel'))).toEqual([]);
  });

  it('takes the frames of the detector in portions, and as many as were asked for', async () => {
    const run = startRun({ components: ['vad'], componentIterations: 60 });
    const result = await toEnd(run);
    expect(seriesOf(result, 'vad.frame')).toMatchObject({ warmUps: 2, status: 'measured' });
    expect(seriesOf(result, 'vad.frame').samples).toHaveLength(60);
    expect(run.targets.calls.filter((call) => call.startsWith('detect'))).toEqual([
      'detect 2',
      'detect 25',
      'detect 25',
      'detect 10',
    ]);
  });

  it('works the figures out of what was measured', async () => {
    const result = await toEnd(startRun({ components: ['tts', 'llm'] }));
    expect(seriesOf(result, 'tts.first-pcm.8w').samples[0]).toBe(50);
    expect(seriesOf(result, 'tts.rtf.8w').samples[0]).toBe(0.25);
    // 128 tokens in 128 ms.
    expect(seriesOf(result, 'llm.prefill-tokens-per-s').samples[0]).toBe(1000);
    expect(seriesOf(result, 'llm.tokens-per-s')).toMatchObject({
      unit: 'per_s',
      better: 'more',
      samples: [100, 100, 100, 100],
    });
  });

  it('takes an empty transcript of a whole recording for broken', async () => {
    const targets = new FakeTargets();
    targets.allClips = targets.allClips.map((clip) => ({ ...clip, text: ' ' }));
    const result = await toEnd(startRun({ components: ['stt'] }, targets));
    expect(seriesOf(result, 'stt.final.3s')).toMatchObject({ status: 'failed', note: 'The transcript is empty.' });
    expect(seriesOf(result, 'stt.partial.3s').status).toBe('measured');
  });
});

describe('latency', () => {
  it("asks the documents' questions in turns, typed and then spoken", async () => {
    const run = startRun({ suites: ['latency'], endToEndIterations: 3 });
    const result = await toEnd(run);
    const asked = run.targets.calls.filter((call) => call.startsWith('ask ')).map((call) => call.slice(4));
    const round = [
      "What's 2 + 2?",
      'Calculate 15 * 23',
      'Tell me a joke',
      'What is 25 times 7?',
      'Calculate 15% tip on $45.50',
    ];
    // Two warm-ups and three runs.
    expect(asked).toEqual([...round, ...round, ...round, ...round, ...round]);
    expect(run.targets.calls.filter((call) => call.startsWith('say ')).slice(0, 6)).toEqual([
      'say question-sum-2-2',
      'say question-calc-15-23',
      'say question-joke',
      'say question-calc-25-7',
      'say question-tip-45-50',
      'say question-sum-2-2',
    ]);
    expect(result.series).toHaveLength(2 * QUESTIONS.length);
    expect(seriesOf(result, 'latency.spoken.weather')).toMatchObject({
      status: 'not-built',
      title: "“What's the weather like?”, spoken",
    });
    expect(seriesOf(result, 'latency.typed.joke')).toMatchObject({ status: 'measured', warmUps: 2, unit: 'ms' });
  });

  it('has the parts of every wait, and they are the whole', async () => {
    const result = await toEnd(startRun({ suites: ['latency'] }));
    const { samples, parts } = seriesOf(result, 'latency.typed.joke');
    expect(samples).toHaveLength(3);
    for (const [index, sample] of samples.entries()) {
      expect(sum(Object.values(parts ?? {}).map((values) => values[index] ?? Number.NaN))).toBeCloseTo(sample, 6);
    }
  });

  it('joins what is built by and by', async () => {
    const targets = new FakeTargets();
    targets.canBeAsked.add('weather');
    const result = await toEnd(startRun({ suites: ['latency'] }, targets));
    expect(seriesOf(result, 'latency.typed.weather-london').status).toBe('measured');
    expect(seriesOf(result, 'latency.typed.weather-save').status).toBe('not-built');
    // Can be answered, and has no recording yet.
    expect(seriesOf(result, 'latency.spoken.weather')).toMatchObject({
      status: 'failed',
      note: 'The recording question-weather is not there.',
    });
  });

  it('has no sample of a turn that failed, that nobody heard, or whose parts are not the whole', async () => {
    const parts = madeTurn().parts!;
    const bad = [
      {
        changes: { outcome: 'failed', error: { code: 'inference-failed', message: 'The model broke.' } },
        note: 'The model broke.',
      },
      {
        changes: { totalMs: undefined, outcome: 'stopped' },
        note: 'Nothing was heard of the answer: the turn is stopped.',
      },
      { changes: { parts: { ...parts, stt: parts.stt + 5 } }, note: /^The parts of the wait sum to/ },
    ] as const;
    for (const { changes, note } of bad) {
      const targets = new FakeTargets();
      targets.turn = (text) => madeTurn(text === 'Tell me a joke' ? { changes } : {});
      const result = await toEnd(startRun({ suites: ['latency'] }, targets));
      const joke = seriesOf(result, 'latency.typed.joke');
      expect(joke).toMatchObject({ status: 'failed', samples: [], errors: 3 });
      expect(joke.note).toMatch(note);
      expect(seriesOf(result, 'latency.typed.sum-2-2').status).toBe('measured');
    }
  });
});

describe('rates', () => {
  it('counts what lies over an edge by its share, so that nothing is lost', () => {
    const served = [
      { startedAtMs: 0, endedAtMs: 1500 },
      { startedAtMs: 1500, endedAtMs: 2000 },
      { startedAtMs: 2000, endedAtMs: 5000 },
    ];
    expect(ratesOf(served, 0, 3).map((rate) => rate.toFixed(4))).toEqual(['0.6667', '1.3333', '0.3333']);
    expect(sum(ratesOf(served, 0, 5))).toBeCloseTo(3, 9);
  });

  it('has bins of five seconds where there are six of them, and leaves out half a bin', () => {
    expect([29, 30].map(binS)).toEqual([1, 5]);
    expect(ratesOf([], 0, 33)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('counts what took no time at all once', () => {
    const at = (ms: number) => ({ startedAtMs: ms, endedAtMs: ms });
    expect(ratesOf([at(0), at(999), at(1000), at(1000)], 0, 2)).toEqual([2, 2]);
  });
});

describe('throughput', () => {
  it('keeps so many requests waiting for the one turn at a time, and tells the wait from the work', async () => {
    const run = startRun({ suites: ['throughput'], components: ['pipeline'], durationS: 10, concurrency: 4 });
    const result = await toEnd(run);
    const wait = seriesOf(result, 'throughput.wait').samples;
    const service = seriesOf(result, 'throughput.service').samples;
    expect(service).toEqual(new Array(50).fill(200));
    // The first four came together; from then on each waits for the three before it.
    expect(wait).toEqual([0, 200, 400, ...new Array(47).fill(600)]);
    expect(seriesOf(result, 'throughput.requests-per-s').samples).toEqual(new Array(10).fill(expect.closeTo(5, 6)));
    expect(seriesOf(result, 'throughput.utterances-per-s').samples).toEqual(new Array(10).fill(expect.closeTo(2, 6)));
    expect(seriesOf(result, 'throughput.error-rate').samples).toEqual([0]);
    expect(run.targets.count('request')).toBe(52);
  });

  it('counts what fails in the rate of errors and nowhere else', async () => {
    const targets = new FakeTargets();
    targets.fails('request', (call) => (call >= 2 && call % 5 === 0 ? 'Lost.' : undefined));
    const result = await toEnd(startRun({ suites: ['throughput'], components: ['pipeline'], concurrency: 2 }, targets));
    expect(seriesOf(result, 'throughput.error-rate')).toMatchObject({ unit: 'share', samples: [0.2], errors: 10 });
    expect(seriesOf(result, 'throughput.service').samples).toHaveLength(40);
    expect(seriesOf(result, 'throughput.requests-per-s').samples[3]).toBeLessThan(5);
  });

  it('does not ask for ever what nobody answers', async () => {
    const targets = new FakeTargets();
    targets.request = async () => ({ serviceMs: 0, answered: false, characters: 0, tokens: 0 });
    const result = await toEnd(startRun({ suites: ['throughput'] }, targets));
    for (const name of ['requests-per-s', 'wait', 'service', 'error-rate']) {
      expect(seriesOf(result, `throughput.${name}`)).toMatchObject({
        status: 'failed',
        note: 'The request was not answered.',
      });
    }
    expect(seriesOf(result, 'throughput.utterances-per-s').status).toBe('measured');
  });

  it('is timed out by a request that never ends', async () => {
    const targets = new FakeTargets();
    targets.takes('request', (call) => (call === 6 ? FOREVER : 100));
    const result = await toEnd(startRun({ suites: ['throughput'] }, targets));
    expect(seriesOf(result, 'throughput.service')).toMatchObject({
      status: 'timed-out',
      samples: [100, 100, 100, 100],
    });
  });

  it('counts chunks and tokens over the time that a call takes', async () => {
    const result = await toEnd(startRun({ suites: ['throughput'], components: ['vad', 'llm'], durationS: 5 }));
    const chunks = seriesOf(result, 'throughput.vad-chunks-per-s').samples;
    expect(chunks).toEqual(new Array(chunks.length).fill(2000));
    expect(chunks.length).toBe(20);
    expect(new Set(seriesOf(result, 'throughput.tokens-per-s').samples)).toEqual(new Set([100]));
  });

  it('is not built while no question can be answered', async () => {
    const targets = new FakeTargets();
    targets.canBeAsked.clear();
    const result = await toEnd(
      startRun({ suites: ['throughput', 'load', 'memory', 'soak'], components: ['pipeline', 'system'] }, targets),
    );
    expect(new Set(result.series.map(({ status }) => status))).toEqual(new Set(['not-built']));
  });
});

describe('load', () => {
  it('has users who ask once a second each, the same for every run with the same seed', () => {
    const due = arrivalsMs(10, 60, 7);
    expect(due).toEqual(arrivalsMs(10, 60, 7));
    expect(due).not.toEqual(arrivalsMs(10, 60, 8));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(due.length).toBeGreaterThan(590);
    expect(due.length).toBeLessThanOrEqual(600);
    expect(due.every((ms) => ms >= 0 && ms < 60_000)).toBe(true);
    const alone = arrivalsMs(1, 100, 7);
    const gaps = alone.slice(1).map((ms, index) => ms - alone[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(800);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1200);
    expect(new Set(gaps.map((ms) => Math.round(ms))).size).toBeGreaterThan(50);
  });

  it('has hardly a wait while the device keeps up', async () => {
    const targets = new FakeTargets();
    targets.takes('request', 10);
    const result = await toEnd(startRun({ suites: ['load'], users: 3 }, targets));
    const wait = seriesOf(result, 'load.wait');
    expect(wait).toMatchObject({ status: 'measured', note: undefined });
    expect(wait.samples.length).toBe(arrivalsMs(3, 10, 1).length);
    expect(Math.max(...wait.samples)).toBeLessThan(30);
    expect(seriesOf(result, 'load.error-rate').samples).toEqual([0]);
  });

  it('counts the wait from when a request was due, and of those that were never served', async () => {
    const targets = new FakeTargets();
    targets.takes('request', 1000);
    const result = await toEnd(startRun({ suites: ['load'], users: 4, durationS: 20 }, targets));
    const due = arrivalsMs(4, 20, 1);
    const { samples, note } = seriesOf(result, 'load.wait');
    const served = seriesOf(result, 'load.service').samples.length;
    expect(served).toBe(20);
    expect(samples).toHaveLength(due.length);
    expect(note).toBe(
      `${due.length - 20} of ${due.length} requests still waited at the end; their wait is counted until then.`,
    );
    // One a second is served, four a second come: the tenth served is the tenth that was due.
    expect(samples[9]! / 1000).toBeCloseTo((due[0]! + 9000 - due[9]!) / 1000, 1);
    expect(samples.at(-1)).toBeCloseTo(20_000 - due.at(-1)!, 6);
  });

  it('lets no requests pile up while the page is hidden', async () => {
    const targets = new FakeTargets();
    targets.takes('request', 10);
    const run = startRun({ suites: ['load'], users: 2 }, targets);
    await vi.advanceTimersByTimeAsync(3000);
    let show = () => {};
    run.hidden = new Promise((resolve) => {
      show = () => {
        run.hidden = undefined;
        resolve();
      };
    });
    await vi.advanceTimersByTimeAsync(50_000);
    show();
    const result = await toEnd(run);
    expect(Math.max(...seriesOf(result, 'load.wait').samples)).toBeLessThan(50);
    expect(seriesOf(result, 'load.wait').samples).toHaveLength(arrivalsMs(2, 10, 1).length);
  });
});

describe('sessions', () => {
  it('are as many as were held in real time, and says why no more', async () => {
    const run = startRun({ suites: ['sessions'] });
    const result = await toEnd(run);
    expect(run.targets.calls.filter((call) => call.startsWith('sessions'))).toEqual(
      [10, 25, 50, 100, 150, 150].map((count) => `sessions ${count}`),
    );
    expect(seriesOf(result, 'sessions.held')).toMatchObject({
      samples: [100],
      status: 'measured',
      note: '150 are too many: 100.0 % of the steps were late.',
    });
    expect(seriesOf(result, 'sessions.step').samples).toEqual(new Array(100).fill(20));
    expect(seriesOf(result, 'sessions.equal').samples).toEqual([1, 1, 1, 1, 1, 1]);
    expect(seriesOf(result, 'sessions.memory').samples).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  it('measures the steps of the goal on a device that holds fewer', async () => {
    const targets = new FakeTargets();
    targets.sessionsHeld = 10;
    const run = startRun({ suites: ['sessions'] }, targets);
    const result = await toEnd(run);
    expect(run.targets.calls.filter((call) => call.startsWith('sessions'))).toEqual(
      [10, 25, 25, 100].map((count) => `sessions ${count}`),
    );
    expect(seriesOf(result, 'sessions.held').samples).toEqual([10]);
    expect(seriesOf(result, 'sessions.step').samples).toEqual(new Array(100).fill(40));
    expect(run.progress.at(-1)).toMatchObject({ done: 11, total: 11 });
  });

  it('are not too many because something else had the device for once', async () => {
    const targets = new FakeTargets();
    const usual = targets.sessions.bind(targets);
    let calls = 0;
    targets.sessions = async (count, seconds, signal) => {
      const sample = await usual(count, seconds, signal);
      calls += 1;
      return calls === 1 ? { ...sample, lateSteps: 90 } : sample;
    };
    const result = await toEnd(startRun({ suites: ['sessions'] }, targets));
    expect(seriesOf(result, 'sessions.held').samples).toEqual([100]);
    expect(calls).toBe(7);
  });

  it('does not count sessions that hear something else', async () => {
    const targets = new FakeTargets();
    targets.sessionsHeld = 1000;
    const usual = targets.sessions.bind(targets);
    targets.sessions = async (count, seconds, signal) => ({
      ...(await usual(count, seconds, signal)),
      equalSessions: count > 50 ? count - 1 : count,
      memoryPerSessionMb: undefined,
    });
    const result = await toEnd(startRun({ suites: ['sessions'] }, targets));
    expect(seriesOf(result, 'sessions.held')).toMatchObject({
      samples: [50],
      note: '100 are too many: 1 heard something else.',
    });
    expect(seriesOf(result, 'sessions.memory')).toMatchObject({
      status: 'failed',
      note: 'This browser does not tell it.',
    });
  });

  it('fails with the words of what failed', async () => {
    const targets = new FakeTargets();
    targets.fails('sessions', () => 'The worker is gone.');
    const result = await toEnd(startRun({ suites: ['sessions'] }, targets));
    expect(seriesOf(result, 'sessions.held')).toMatchObject({
      status: 'failed',
      note: 'The worker is gone.',
      samples: [],
      errors: 3,
    });
  });
});

describe('memory', () => {
  it('is read before a hundred requests, every ten, and after', async () => {
    const targets = new FakeTargets();
    let mb = 490;
    targets.memory = () => (mb += 10);
    const run = startRun({ suites: ['memory'] }, targets);
    const result = await toEnd(run);
    expect(seriesOf(result, 'memory.samples').samples).toEqual([500, 510, 520, 530, 540, 550, 560, 570, 580, 590, 600]);
    expect(seriesOf(result, 'memory.sla-samples')).toMatchObject({
      samples: [500, 510, 520, 530, 540, 550],
      status: 'measured',
    });
    expect(seriesOf(result, 'memory.growth')).toMatchObject({ samples: [100], warmUps: 2 });
    expect(run.targets.count('request')).toBe(102);
    const between = run.targets.calls.slice(run.targets.calls.indexOf('memoryMb') + 1);
    expect(between.indexOf('memoryMb')).toBe(10);
  });

  it('is missing where the browser does not tell, and costs nothing then', async () => {
    const targets = new FakeTargets();
    targets.memory = () => undefined;
    const run = startRun({ suites: ['memory'] }, targets);
    const result = await toEnd(run);
    expect(seriesOf(result, 'memory.growth')).toMatchObject({
      status: 'failed',
      note: 'This browser does not tell it.',
      samples: [],
    });
    expect(run.targets.count('request')).toBe(2);
  });

  it('has no half of a series when a reading fails', async () => {
    const targets = new FakeTargets();
    let readings = 0;
    targets.memoryMb = async () => {
      readings += 1;
      if (readings > 7) throw new Error('No reading.');
      return 500;
    };
    const result = await toEnd(startRun({ suites: ['memory'] }, targets));
    expect(seriesOf(result, 'memory.samples')).toMatchObject({ status: 'failed', note: 'No reading.' });
    expect(seriesOf(result, 'memory.sla-samples').status).toBe('measured');
  });
});

describe('soak', () => {
  it('types and speaks in turns for as long as it is asked, and reads the memory once a minute', async () => {
    const run = startRun({ suites: ['soak'], durationS: 300 });
    const result = await toEnd(run);
    const turns = run.targets.calls.filter((call) => /^(ask|say) /.test(call));
    expect(turns.slice(2, 6)).toEqual([
      "ask What's 2 + 2?",
      'say question-sum-2-2',
      'ask Calculate 15 * 23',
      'say question-calc-15-23',
    ]);
    // A typed one takes a second and a spoken one three.
    expect(seriesOf(result, 'soak.latency')).toMatchObject({ status: 'measured', warmUps: 2 });
    expect(seriesOf(result, 'soak.latency').samples).toHaveLength(150);
    expect(seriesOf(result, 'soak.latency').parts?.vad).toHaveLength(150);
    expect(seriesOf(result, 'soak.memory').samples.length).toBeGreaterThanOrEqual(6);
    expect(run.progress.at(-1)).toMatchObject({ suite: 'soak', done: 300, total: 300 });
  });
});
