import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseRun } from '../../src/perf/benchmark/import-run';
import { reportCsv, reportFiles, reportHtml, reportZip } from '../../src/perf/benchmark/report';
import { samplesCsv } from '../../src/perf/benchmark/report/csv';
import { digits, formatChange, formatValue } from '../../src/perf/benchmark/report/figures';
import { html } from '../../src/perf/benchmark/report/markup';
import { runOtlp } from '../../src/perf/benchmark/report/otlp';
import { commandsOf } from '../../src/perf/benchmark/report/reproduce';
import { traceOf } from '../../src/perf/benchmark/report/trace';
import { summarise } from '../../src/perf/benchmark/summarise';
import type { BenchmarkRun } from '../../src/store/benchmark-run';
import { MADE_AT_MS, madeRun } from './made-run';

const EVIL = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;\u0000`;

describe('markup', () => {
  it('escapes what is put in, once, and leaves out what is not there', () => {
    const inner = html`<b>${'<&>'}</b>`;
    expect(html`<p title="${`"'`}">${inner}${[inner, 7]}${undefined}${false}${'\u0000'}</p>`.text).toBe(
      '<p title="&quot;&#39;"><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b>7\ufffd</p>',
    );
  });
});

describe('figures', () => {
  it('have three digits that count', () => {
    expect([0, 0.0312, 4.2, 21.43, 318.4, 999.6, 14_200, 150].map(digits)).toEqual([
      '0',
      '0.0312',
      '4.20',
      '21.4',
      '318',
      '1,000',
      '14,200',
      '150',
    ]);
    expect([formatValue(1460, 'ms'), formatValue(0.005, 'share'), formatValue(912.4, 'mb')]).toEqual([
      '1.46 s',
      '0.500 %',
      '912 MB',
    ]);
    expect([0.042, -0.12, 0].map(formatChange)).toEqual(['+4.2 %', '−12 %', '0 %']);
  });
});

describe('the page', () => {
  it('escapes every text of a run', () => {
    const run = madeRun({ change: { label: EVIL, memorySource: EVIL } });
    run.fingerprint = {
      ...run.fingerprint,
      browser: EVIL,
      gpu: EVIL,
      commit: EVIL,
      models: { [EVIL]: EVIL },
      settingsHash: EVIL,
    };
    run.disturbances = [{ atMs: MADE_AT_MS, kind: 'hidden', detail: EVIL }];
    run.series = run.series.map((series, i) =>
      i % 3 ? { ...series, title: EVIL, note: EVIL } : { ...series, id: `${EVIL}${i}`, status: 'failed', note: EVIL },
    );
    const text = reportHtml(run, { ...madeRun({ seed: 3 }), label: EVIL });
    expect(text).not.toMatch(/<script|<img/);
    expect(text).not.toContain('\u0000');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('needs nothing from elsewhere', () => {
    const text = reportHtml(madeRun(), madeRun({ seed: 3 }));
    expect(text).not.toMatch(/https?:|\ssrc=|<link|@import|@font-face|\sstyle=|javascript:/);
    for (const [, address] of text.matchAll(/(?:href="|url\()([^")]*)/g)) expect(address).toMatch(/^#/);
  });

  it('has every section, and a place for every link within it', () => {
    const text = reportHtml(madeRun(), madeRun({ seed: 3 }));
    const ids = [...text.matchAll(/<section id="([\w-]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'wait',
      'advice',
      'grades',
      'promises',
      'against',
      'results',
      'environment',
      'method',
      'samples',
    ]);
    const all = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(all).size).toBe(all.length);
    for (const [, id] of text.matchAll(/(?:href="|url\()#([^")]*)/g)) expect(all).toContain(id);
  });

  it('says above all that a disturbed run does not count', () => {
    const disturbed = madeRun({
      change: { disturbances: [{ atMs: MADE_AT_MS + 61_000, kind: 'hidden', detail: 'the tab was hidden' }] },
    });
    expect(reportHtml(disturbed, undefined)).toContain('This run does not count');
    expect(reportHtml(disturbed, undefined)).toContain('1 min 1 s after the start: the tab was hidden');
    expect(reportHtml(madeRun(), undefined)).not.toContain('This run does not count');
  });

  it('names what differs from a base that is not like with like', () => {
    const base = madeRun({ seed: 3 });
    base.fingerprint = { ...base.fingerprint, browser: 'Firefox 144' };
    const text = reportHtml(madeRun(), base);
    expect(text).toContain('browser: <strong>Firefox 144</strong> then, <strong>Chromium 141.0</strong> now');
    expect(text).toContain('nothing can be told');
  });

  it('says n is too small rather than a percentile of few', () => {
    const run = madeRun();
    run.series = run.series.filter(({ id }) => id === 'load.stt.cold');
    const results = /<section id="results"[\s\S]*?<\/section>/.exec(reportHtml(run, undefined))?.[0] ?? '';
    expect(results.match(/n too small/g)).toHaveLength(3);
  });

  it('shows a run of nothing, of one sample, and of very many', () => {
    const run = madeRun();
    expect(reportHtml({ ...run, series: [], referenceMs: [] }, undefined)).toContain('Nothing in this run');
    const [first] = run.series;
    if (!first) throw new Error('The made run is empty.');
    expect(reportHtml({ ...run, series: [{ ...first, samples: [0] }] }, undefined)).not.toMatch(
      /NaN|Infinity|undefined/,
    );
    const many = Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 1000);
    const text = reportHtml({ ...run, series: [{ ...first, samples: many }] }, undefined);
    expect(text).toContain('each column is the span');
    expect(text.length).toBeLessThan(200_000);
  });

  it('draws every sample, outliers ringed', () => {
    const run = madeRun();
    const [first] = run.series;
    if (!first) throw new Error('The made run is empty.');
    const samples = [...Array.from({ length: 39 }, (_, i) => 10 + (i % 5)), 900];
    const text = reportHtml({ ...run, series: [{ ...first, samples }] }, undefined);
    expect(/<path class="dots" d="([^"]*)"/.exec(text)?.[1]?.match(/h0/g)).toHaveLength(40);
    expect(text.match(/class="ring"/g)).toHaveLength(1);
  });
});

describe('how to run it again', () => {
  const planned = (change: Partial<BenchmarkRun['plan']>) => {
    const run = madeRun({ change: { label: '' } });
    return commandsOf({
      ...run,
      plan: { ...run.plan, suites: ['components', 'latency'], coldLoads: false, seed: 5, ...change },
    });
  };
  const rest = '--duration 60 --concurrent 10 --users 10 --seed 5';

  it('is one command where it can be', () => {
    expect(planned({})).toEqual([`npm run sotto -- benchmark --test components,latency ${rest}`]);
    expect(planned({ suites: ['components'], componentIterations: 50, components: ['stt', 'tts'] })).toEqual([
      `npm run sotto -- benchmark --test components --component stt,tts --iterations 50 ${rest}`,
    ]);
    expect(planned({ componentIterations: 7, endToEndIterations: 7, coldLoads: true })).toEqual([
      `npm run sotto -- benchmark --test components,latency --iterations 7 ${rest.replace('--seed', '--cold --seed')}`,
    ]);
  });

  it('is two where one flag would have to be two numbers', () => {
    expect(planned({ componentIterations: 50 })).toEqual([
      `npm run sotto -- benchmark --test components --iterations 50 ${rest}`,
      `npm run sotto -- benchmark --test latency --iterations 20 ${rest}`,
    ]);
  });

  it('quotes a label for the shell', () => {
    expect(commandsOf(madeRun({ change: { label: `it's; rm` } }))[0]).toMatch(/--label 'it'\\''s; rm'$/);
  });
});

describe('tables', () => {
  it('have a line a series, with the figures of the page', () => {
    const run = madeRun();
    const lines = reportCsv(run).split('\r\n');
    expect(lines).toHaveLength(run.series.length + 2);
    const header = lines[0]?.split(',') ?? [];
    const row =
      lines
        .find((line) => line.includes('stt.final.1.5s'))
        ?.replace(/"[^"]*"/g, 'title')
        .split(',') ?? [];
    const samples = run.series.find(({ id }) => id === 'stt.final.1.5s')?.samples ?? [];
    expect(Number(row[header.indexOf('median')])).toBe(summarise(samples, run.plan.seed)?.median);
    const notBuilt = lines.find((line) => line.includes('route.hybrid')) ?? '';
    expect(notBuilt).toContain('not-built,0,,,,');
  });

  it('have a line a sample, with its stages', () => {
    const run = madeRun();
    const lines = samplesCsv(run).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + run.series.reduce((sum, { samples }) => sum + samples.length, 0));
    const [, , value, , ...parts] = lines.find((line) => line.startsWith('latency.spoken.joke,3,'))?.split(',') ?? [];
    expect(parts.map(Number).reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(Number(value), 6);
  });
});

describe('the trace', () => {
  it('has a track a suite, whose slices follow one another and hold their stages', () => {
    const { traceEvents } = traceOf(madeRun());
    const names = traceEvents.flatMap((event) => (event.name === 'thread_name' ? [event.args.name] : []));
    expect(names).toEqual(['components', 'latency', 'throughput', 'load', 'sessions']);
    const slices = traceEvents.flatMap((event) => (event.ph === 'X' ? [event] : []));
    const ends = new Map<number, number>();
    let open = 0;
    for (const { tid, ts, dur, cat } of slices) {
      expect(dur).toBeGreaterThanOrEqual(0);
      if (cat === 'stage') expect(ts + dur).toBeLessThanOrEqual(open);
      else {
        expect(ts).toBe(ends.get(tid) ?? 0);
        open = ts + dur;
        ends.set(tid, open);
      }
    }
    expect(slices.filter(({ cat }) => cat === 'stage').length).toBeGreaterThan(500);
  });
});

describe('OTLP', () => {
  it('counts every sample in its series’ histogram, in the time of the run', () => {
    const run = madeRun();
    const { resourceMetrics } = JSON.parse(runOtlp(run));
    const { metrics } = resourceMetrics[0].scopeMetrics[0];
    const points = metrics.flatMap((metric: { histogram: { dataPoints: unknown[] } }) => metric.histogram.dataPoints);
    expect(points).toHaveLength(run.series.filter(({ samples }) => samples.length).length);
    const of = (id: string) =>
      points.find((point: { attributes: { key: string; value: { stringValue: string } }[] }) =>
        point.attributes.some(({ key, value }) => key === 'series' && value.stringValue === id),
      );
    const point = of('stt.final.3s');
    const samples = run.series.find(({ id }) => id === 'stt.final.3s')?.samples ?? [];
    expect(Number(point.count)).toBe(100);
    expect(point.bucketCounts.map(Number).reduce((sum: number, each: number) => sum + each, 0)).toBe(100);
    expect(point.sum).toBeCloseTo(
      samples.reduce((sum, each) => sum + each, 0),
      6,
    );
    const at = point.explicitBounds.indexOf(200);
    const below = point.bucketCounts
      .slice(0, at + 1)
      .reduce((sum: number, each: number | string) => sum + Number(each), 0);
    expect(below).toBe(samples.filter((ms) => ms <= 200).length);
    expect(point.startTimeUnixNano).toBe(`${MADE_AT_MS}000000`);
    expect(point.timeUnixNano).toBe(`${run.endedAtMs}000000`);
  });
});

describe('the zip', () => {
  it('holds all files, and the run in it can be imported again', async () => {
    const run = madeRun();
    const base = madeRun({ seed: 3 });
    const zipped = unzipSync(await reportZip(run, base));
    const files = await reportFiles(run, base);
    expect(Object.keys(zipped)).toEqual([
      'report.html',
      'run.json',
      'base.json',
      'benchmark-run.schema.json',
      'figures.csv',
      'samples.csv',
      'trace.json',
      'otlp.json',
    ]);
    for (const { name, text } of files) expect(strFromU8(zipped[name] ?? new Uint8Array())).toBe(text);
    expect(parseRun(strFromU8(zipped['run.json'] ?? new Uint8Array()))).toStrictEqual({ run });
    expect(JSON.parse(strFromU8(zipped['benchmark-run.schema.json'] ?? new Uint8Array()))).toHaveProperty('title');
  });

  it('takes a run of any date', async () => {
    for (const endedAtMs of [0, 8.64e15]) {
      const run = madeRun({ change: { startedAtMs: 0, endedAtMs } });
      expect((await reportZip(run, undefined)).length).toBeGreaterThan(1000);
    }
  });
});
