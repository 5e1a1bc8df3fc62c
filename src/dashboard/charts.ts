/** The charts over time. */
import type { Component } from '../store/metric';
import type { ChartLimit, ChartSeries, ChartView } from '../ui/dashboard/chart-view';
import { dashboardText } from '../ui/text/dashboard/words';
import type { DashboardData, Limits } from './data';
import { latencyWords, limitWords, memoryWords, numberWords, turnsCounted } from './figures';
import { componentLabel } from './labels';
import { dealOut, type Slots } from './range';
import type { KeptSeries } from './series';
import { chosen } from './tiles';
import { latencyPerSlot } from './turn-latency';

/** Workers that have a WebAssembly heap. */
const MODEL_COMPONENTS: readonly Component[] = ['vad', 'stt', 'llm', 'tts'];

export function trendChart(data: DashboardData, series: KeptSeries, slots: Slots): ChartView {
  const { tiles, charts, ranges } = dashboardText();
  const { during } = ranges[data.range];
  const component = chosen(data);
  const name = component === 'pipeline' ? tiles.voiceToVoice : componentLabel(component);
  const perSlot = latencyPerSlot(data, series, component, slots);
  const limits = data.targets.latency(component);
  const lines: ChartSeries[] = [
    { label: 'p50', look: 'first', values: perSlot.map((slot) => slot?.p50) },
    { label: 'p95', look: 'second', values: perSlot.map((slot) => slot?.p95) },
  ];
  const measured = lines[0]?.values.filter((value) => value !== undefined) ?? [];
  return {
    ...slots,
    id: 'trend',
    title: charts.overTime(name),
    unit: 'ms',
    kind: 'line',
    series: lines,
    limits: limitLines(limits, limitWords),
    summary: measured.length
      ? charts.trend(
          name,
          during,
          latencyWords(Math.min(...measured)) ?? '',
          latencyWords(Math.max(...measured)) ?? '',
          latencyWords(measured.at(-1)) ?? '',
        )
      : charts.trendNothing(name, during),
    empty: charts.noTurns,
  };
}

function limitLines(limits: Limits | undefined, words: (value: number) => string): ChartLimit[] {
  if (!limits) return [];
  const { goodBelow, acceptableBelow } = dashboardText();
  return [
    { label: goodBelow(words(limits.good)), value: limits.good },
    { label: acceptableBelow(words(limits.acceptable)), value: limits.acceptable },
  ];
}

export function throughputChart(data: DashboardData, series: KeptSeries, slots: Slots): ChartView {
  const { tiles, charts, ranges } = dashboardText();
  const counts = data.turnsIncomplete
    ? series.perSlot('pipeline', 'operations', slots).map((slot) => slot?.sum ?? 0)
    : dealOut(slots, data.turns, ({ startedAtMs }) => startedAtMs).map((turns) => turns.length);
  const rates = counts.map((count) => count / (slots.slotMs / 60_000));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(0, ...rates);
  return {
    ...slots,
    id: 'throughput',
    title: tiles.turnsPerMinute,
    unit: 'per minute',
    kind: 'bars',
    // Nothing asked is a measured nothing: the store would have the turn.
    series: [{ label: tiles.turnsPerMinute, look: 'first', values: total > 0 ? rates : rates.map(() => undefined) }],
    limits: [],
    summary: charts.throughput(
      turnsCounted(total),
      ranges[data.range].during,
      numberWords(most, most < 1 ? 2 : 1) ?? '',
    ),
    empty: charts.noTurns,
  };
}

export function memoryChart(data: DashboardData, series: KeptSeries, slots: Slots): ChartView {
  const { tiles, charts, comma } = dashboardText();
  const page = series.perSlot('system', 'memory_mb', slots).map((slot) => slot?.mean);
  const heap = series.perSlot('system', 'js_heap_mb', slots).map((slot) => slot?.mean);
  const workers = MODEL_COMPONENTS.map((component) => series.perSlot(component, 'wasm_heap_mb', slots));
  const models = slots.startsMs.map((_, i) => {
    const heaps = workers.flatMap((perSlot) => perSlot[i]?.mean ?? []);
    return heaps.length > 0 ? heaps.reduce((sum, mb) => sum + mb, 0) : undefined;
  });
  const all: ChartSeries[] = [
    { label: charts.memorySeries.page, look: 'first', values: page },
    { label: charts.memorySeries.models, look: 'second', values: models },
    { label: charts.memorySeries.heap, look: 'third', values: heap },
  ];
  const told = all.filter(({ values }) => values.some((value) => value !== undefined));
  const lasts = told.map(({ label, values }) => `${label} ${memoryWords(values.findLast((mb) => mb !== undefined))}`);
  return {
    ...slots,
    id: 'memory',
    title: tiles.memory,
    unit: 'MB',
    kind: 'line',
    series: told,
    limits: limitLines(data.targets.memoryMb, (mb) => memoryWords(mb) ?? ''),
    summary: told.length ? charts.memory(lasts.join(comma)) : charts.memoryNothing,
    empty: charts.memoryEmpty,
  };
}
