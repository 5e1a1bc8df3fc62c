/** What `perf` names in English has its words in the other languages: a new rule, series or document is missed here first. */
import { afterEach, describe, expect, it } from 'vitest';
import { benchmarkView } from '../../src/benchmark/benchmark-view';
import { comparisonView } from '../../src/benchmark/comparison';
import { planForm } from '../../src/benchmark/plan-form';
import { resultsView } from '../../src/benchmark/results';
import { changeWords, intervalWords, valueWords } from '../../src/benchmark/value-words';
import { limitWords, momentWords, shareWords } from '../../src/dashboard/figures';
import { PROFILES } from '../../src/perf/alerts/profiles';
import { gradesOf } from '../../src/perf/benchmark/grades';
import { DEFAULT_PLAN } from '../../src/perf/benchmark/plan';
import { slaOf } from '../../src/perf/benchmark/sla';
import { benchmarkText } from '../../src/ui/text/benchmark/words';
import { dashboardText } from '../../src/ui/text/dashboard/words';
import { type Locale, setLocale } from '../../src/ui/text/text';
import { madeRun } from './made-run';

// The language of the page is set on its root.
Object.assign(globalThis, { document: { documentElement: {} } });
afterEach(() => setLocale('en'));

const run = madeRun();
const data = {
  nowMs: run.endedAtMs,
  plan: DEFAULT_PLAN,
  blocked: undefined,
  running: undefined,
  runs: [],
  shown: run,
  baselineId: undefined,
  baseline: undefined,
  compared: undefined,
  historySeriesId: undefined,
  historyDays: undefined,
  notice: undefined,
};

/** Ids of series that a made run has none of. */
const SERIES = [
  'throughput.utterances-per-s',
  'sessions.equal',
  'memory.growth',
  'soak.latency',
  'soak.memory',
  'load.tts.cold',
  'latency.spoken.joke',
];

describe.each<Locale>(['de', 'ar'])('in %s', (locale) => {
  it('every rule and every profile has a name', async () => {
    await setLocale(locale);
    const { rule, profile } = dashboardText().alerts;
    const profiles = Object.values(PROFILES);
    expect(profiles.filter(({ id, title }) => profile(id, title) === title)).toEqual([]);
    const names = profiles.flatMap(({ rules }) => rules.map(({ name }) => name));
    expect(names.filter((name) => rule(name) === name)).toEqual([]);
    // A user's own rule keeps the name it was given.
    expect(rule('My rule')).toBe('My rule');
  });

  it('every series, document and promise has a title', async () => {
    const english = resultsView(data);
    await setLocale(locale);
    const { seriesTitle, results } = benchmarkText();
    expect(SERIES.filter((id) => seriesTitle(id, id, 'Tell me a joke') === id)).toEqual([]);
    expect(gradesOf(run).filter(({ document, title }) => results.document(document, title) === title)).toEqual([]);
    expect(
      slaOf(run).filter(({ name, limit }) => results.slaName(name) === name || results.slaLimit(limit) === limit),
    ).toEqual([]);
    // Asked for once more in another language, a run is judged in that.
    const shown = resultsView(data);
    const titles = (view: typeof english) => view?.suites.flatMap(({ rows }) => rows.map(({ title }) => title)) ?? [];
    expect(titles(shown)).toHaveLength(titles(english).length);
    expect(titles(shown).filter((title) => titles(english).includes(title))).toEqual([]);
    expect(benchmarkView(data).results?.documents[0]?.title).not.toBe(english?.documents[0]?.title);
  });

  it('why a change does not count has words, and health has findings and advice', async () => {
    const english = comparisonView(run, madeRun({ seed: 9 }), run.endedAtMs);
    await setLocale(locale);
    const { rows } = comparisonView(run, madeRun({ seed: 9 }), run.endedAtMs);
    const said = new Set(english.rows.map(({ why }) => why).filter(Boolean));
    expect(said.size).toBeGreaterThan(1);
    expect(rows.filter(({ why }) => said.has(why))).toEqual([]);
    const { names, finding, advice } = dashboardText().health;
    for (const name of Object.keys(names)) {
      expect(finding(name, 'good', 'as found')).not.toBe('as found');
      expect(finding(name, 'bad', 'as found')).not.toBe('as found');
      expect(advice(name, 'as advised')).not.toBe('as advised');
    }
  });

  it('why a plan cannot be run is said where it is wrong', async () => {
    await setLocale(locale);
    const { fields, blocked } = benchmarkText().plan;
    expect(planForm({ ...data, plan: { ...DEFAULT_PLAN, warmUps: 0 } }).fault).toContain(fields.warmUps);
    const none = planForm({ ...data, plan: { ...DEFAULT_PLAN, suites: [] } }).fault;
    expect(none).toBeTruthy();
    const strangers = planForm({ ...data, plan: { ...DEFAULT_PLAN, suites: ['soak'], components: ['tts'] } }).fault;
    expect(strangers).toBeTruthy();
    expect(strangers).not.toBe(none);
    expect(planForm(data).fault).toBeUndefined();
    expect(blocked('A turn is under way. Wait until it is over, or stop it.')).not.toContain('turn');
  });
});

describe('figures', () => {
  it('are written as the language writes them', async () => {
    const all = () => [
      valueWords('ms', 0.1241),
      valueWords('per_s', 1234.5),
      intervalWords('ms', [430, 460]),
      changeWords(0.124),
      shareWords(0.0004),
      shareWords(0.058),
      limitWords(1500),
    ];
    expect(all()).toEqual(['0.124 ms', '1,235 per s', '430 to 460 ms', '+12.4%', '<0.1%', '5.8%', '1.5 s']);
    await setLocale('de');
    expect(all()).toEqual([
      '0,124 ms',
      '1.235 je s',
      '430 bis 460 ms',
      '+12,4\u00a0%',
      '<0,1\u00a0%',
      '5,8\u00a0%',
      '1,5 s',
    ]);
    await setLocale('ar');
    // A sign stays before its figure between words that run from right to left.
    expect(changeWords(-0.124)).toMatch(/^\u200e−12\.4/);
  });

  it('tell moments in the language in use, with the day when it was another', async () => {
    const atMs = new Date(2026, 10, 14, 9, 30, 5).getTime();
    expect(momentWords(atMs, atMs)).toBe('09:30:05');
    expect(momentWords(atMs, atMs + 86_400_000)).toBe('14 Nov 09:30');
    await setLocale('de');
    expect(momentWords(atMs, atMs + 86_400_000)).toMatch(/^14\. Nov\.? 09:30$/);
  });
});
