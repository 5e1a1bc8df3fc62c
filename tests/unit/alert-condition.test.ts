import { describe, expect, it } from 'vitest';
import { type Condition, evaluate, type MetricQuery, seriesOf } from '../../src/perf/alerts/condition';
import { parseCondition } from '../../src/perf/alerts/parse-condition';

const MINUTE_MS = 60_000;

function conditionOf(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
  return parsed.condition;
}

/** Figures by `aggregate component.name`. */
function readFrom(figures: Record<string, number>) {
  return ({ aggregate, component, name }: MetricQuery): number | undefined =>
    figures[`${aggregate} ${component}.${name}`];
}

const outcomeOf = (text: string, figures: Record<string, number>, slack?: number) =>
  evaluate(conditionOf(text), readFrom(figures), slack).outcome;

describe('a condition', () => {
  it.each<[string, string]>([
    ['latency > 3000', 'last pipeline.latency 300000'],
    ['memory_mb > 4096', 'last system.memory_mb 300000'],
    ['storage_share > 90%', 'last system.storage_share 300000'],
    ['pressure >= 2', 'last system.pressure 300000'],
    ['queue > 2', 'last pipeline.queue 300000'],
    ['stt > 800', 'last stt.latency 300000'],
    ['p95(stt) > 800', 'p95 stt.latency 300000'],
    ['p95(stt, 30s) > 800ms', 'p95 stt.latency 30000'],
    ['avg(llm.first_token_ms, 10m) > 1s', 'avg llm.first_token_ms 600000'],
    ['AVG(llm, first_token_ms, 10min) > 1s', 'avg llm.first_token_ms 600000'],
    ['rate(operations, 1h) < 1', 'rate pipeline.operations 3600000'],
    ['max(tts.a_series_of_mine) != -1.5', 'max tts.a_series_of_mine 300000'],
    ['.5 <= min(busy_share, 1d)', 'min system.busy_share 86400000'],
  ])('%s asks for %s', (text, asked) => {
    const asks = seriesOf(conditionOf(text)).map((q) => `${q.aggregate} ${q.component}.${q.name} ${q.windowMs}`);
    expect(asks).toEqual([asked]);
  });

  it('asks for each figure once, and for two sums to know a share', () => {
    const queries = seriesOf(conditionOf('(p95(stt) > 800 or p95(stt) < 1) and not stt.error_rate > 5%'));
    expect(queries).toEqual([
      { aggregate: 'p95', component: 'stt', name: 'latency', windowMs: 5 * MINUTE_MS },
      { aggregate: 'sum', component: 'stt', name: 'errors', windowMs: 5 * MINUTE_MS },
      { aggregate: 'sum', component: 'stt', name: 'operations', windowMs: 5 * MINUTE_MS },
    ]);
  });

  it.each<[string, number, boolean]>([
    ['latency > 3000', 3000, false],
    ['latency > 3000', 3000.1, true],
    ['latency >= 3s', 3000, true],
    ['latency < 3000', 3000, false],
    ['latency <= 0.05m', 3000, true],
    ['latency == 3000', 3000, true],
    ['latency != 3000', 3000, false],
    ['3000 < latency', 3001, true],
    ['latency > 7%', 0.07, false],
    ['not latency > 3000', 2000, true],
    ['not not latency > 3000', 2000, false],
    ['latency > 5000 or latency > 1000 and latency < 3000', 2000, true],
    ['(latency > 5000 or latency > 1000) and latency < 900', 2000, false],
    ['latency > 5000 OR (latency > 1000)', 2000, true],
  ])('%s is judged with %d: %s', (text, value, isMet) => {
    expect(outcomeOf(text, { 'last pipeline.latency': value })).toBe(isMet ? 'met' : 'unmet');
  });

  it('names the figure that decided and whose it is', () => {
    const read = readFrom({ 'avg route.latency': 1200, 'count route.latency': 5, 'last pipeline.latency': 10 });
    expect(evaluate(conditionOf('avg(route) > 1000 and count(route) >= 5'), read)).toEqual({
      outcome: 'met',
      value: 1200,
      component: 'route',
    });
    expect(evaluate(conditionOf('avg(route) > 1000 and count(route) >= 6'), read)).toMatchObject({
      outcome: 'unmet',
      value: 5,
    });
    expect(evaluate(conditionOf('latency > 3000 or 1000 < avg(route)'), read)).toMatchObject({
      outcome: 'met',
      value: 1200,
      component: 'route',
    });
  });

  it.each([
    'latency > 3000',
    'not latency > 3000',
    'not (latency > 3000 and stt > 1)',
    'latency == 0',
    'latency != 0',
    'latency > stt',
    'error_rate < 5%',
  ])('%s is not met by what was not measured', (text) => {
    expect(outcomeOf(text, {})).toBe('unknown');
    expect(outcomeOf(text, { 'last pipeline.latency': Number.NaN })).toBe('unknown');
  });

  it('is known when the missing value cannot change it', () => {
    expect(outcomeOf('latency > 3000 or stt > 1', { 'last stt.latency': 2 })).toBe('met');
    expect(outcomeOf('latency > 3000 and stt > 1', { 'last stt.latency': 0 })).toBe('unmet');
    expect(outcomeOf('latency > 3000 and stt > 1', { 'last stt.latency': 2 })).toBe('unknown');
  });

  it.each<[number | undefined, number | undefined, number | undefined]>([
    [1, 20, 0.05],
    // No failure was ever counted: none happened.
    [undefined, 20, 0],
    [0, 0, undefined],
    // What failed before it was counted.
    [3, undefined, 1],
    [undefined, undefined, undefined],
  ])('takes %s errors of %s operations as a rate of %s', (errors, operations, rate) => {
    const read = ({ name }: MetricQuery) => (name === 'errors' ? errors : operations);
    expect(evaluate(conditionOf('error_rate >= 0'), read).value).toBe(rate);
    expect(evaluate(conditionOf('avg(error_rate, 10m) >= 0'), read).value).toBe(rate);
  });

  it('with slack is met a little beyond its threshold, on either side and under `not`', () => {
    const at = (value: number) => ({ 'last pipeline.latency': value });
    expect(outcomeOf('latency > 3000', at(2851), 0.05)).toBe('met');
    expect(outcomeOf('latency > 3000', at(2850), 0.05)).toBe('unmet');
    expect(outcomeOf('latency < 3000', at(3149), 0.05)).toBe('met');
    expect(outcomeOf('latency < 3000', at(3150), 0.05)).toBe('unmet');
    expect(outcomeOf('3000 <= latency', at(2850), 0.05)).toBe('met');
    expect(outcomeOf('not latency < 3000', at(2851), 0.05)).toBe('met');
    expect(outcomeOf('not latency < 3000', at(2849), 0.05)).toBe('unmet');
    expect(outcomeOf('latency > -100', at(-104), 0.05)).toBe('met');
    expect(outcomeOf('latency > 0', at(0), 0.05)).toBe('unmet');
    expect(outcomeOf('latency == 3000', at(2999), 0.05)).toBe('unmet');
  });
});

describe('a text that is no condition', () => {
  it.each<[string, number, RegExp]>([
    ['', 0, /^Expected a number, a series or a function, found the end, at character 1\.$/],
    ['latency', 7, /one of > >= < <= == !=, found the end/],
    ['latency = 3', 8, /found “=”/],
    ['latency > ', 10, /found the end, at character 11/],
    ['latency > 3000 &', 15, /Expected “and”, “or” or the end, found “&”/],
    ['latency > 3 and and', 16, /found “and”/],
    ['latency > 😀', 10, /found “😀”/],
    ['(latency > 3', 12, /“\)”, found the end/],
    ['latency > 3)', 11, /found “\)”/],
    ['latencyy > 3', 0, /No series is called “latencyy”/],
    ['constructor > 3', 0, /No series is called/],
    ['toString.latency > 3', 0, /There is no component “toString”/],
    ['gpu.latency > 3', 0, /There is no component “gpu”; there are capture, vad/],
    ['wasm_heap_mb > 3', 0, /Several components have/],
    ['p96(stt) > 3', 0, /There is no function “p96”; there are last, avg/],
    ['3 < count', 4, /“count” is a function: write count\(stt\)/],
    ['p95(3) > 3', 4, /a series or a component/],
    ['p95(stt > 3', 8, /“,” or “\)”, found “>”/],
    ['p95(stt, 5) > 3', 9, /a window such as 30s, 5m or 1h, found “5”/],
    ['p95(stt, 5%) > 3', 9, /a window/],
    ['p95(stt, 0s) > 3', 9, /more than nothing/],
    ['p95(stt, 2d) > 3', 9, /at most a day/],
    ['latency > 3 kg', 12, /found “kg”/],
    ['latency > 3kg', 10, /“3kg” has none of the units/],
    ['latency > 1e3', 10, /“1e3” has none of the units/],
    [`latency > ${'9'.repeat(400)}`, 10, /too large a number/],
    ['3 < 4', 0, /a series on one side/],
    ['p95(error_rate) > 1', 0, /a share over a window/],
    [`stt.${'a'.repeat(100)} > 1`, 0, /no longer than 80/],
    [`${'('.repeat(5000)}latency > 1${')'.repeat(5000)}`, 33, /More than 32 levels/],
    [`${'not '.repeat(3000)}latency > 1`, 132, /More than 32 levels/],
  ])('is refused with its place: %s', (text, position, message) => {
    const parsed = parseCondition(text);
    expect(parsed).toMatchObject({ ok: false, position });
    if (!parsed.ok) expect(parsed.message).toMatch(message);
  });
});
