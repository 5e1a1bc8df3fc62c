/** The charts over time. */
import type { Component } from '../store/metric';
import type { ChartSeries, ChartView } from '../ui/dashboard/chart-view';
import type { DashboardData } from './data';
import { latencyWords, limitWords, memoryWords, numberWords } from './figures';
import { COMPONENT_LABELS } from './labels';
import { dealOut, RANGES, type Slots } from './range';
import type { KeptSeries } from './series';
import { chosen } from './tiles';
import { latencyPerSlot } from './turn-latency';

/** Workers that have a WebAssembly heap. */
const MODEL_COMPONENTS: readonly Component[] = ['vad', 'stt', 'llm', 'tts'];

export function trendChart(data: DashboardData, series: KeptSeries, slots: Slots): ChartView {
  const component = chosen(data);
  const name = component === 'pipeline' ? 'Voice to voice' : COMPONENT_LABELS[component];
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
    title: `${name} over time`,
    unit: 'ms',
    kind: 'line',
    series: lines,
    limits: limits
      ? [
          { label: `good below ${limitWords(limits.good)}`, value: limits.good },
          { label: `acceptable below ${limitWords(limits.acceptable)}`, value: limits.acceptable },
        ]
      : [],
    summary: measured.length
      ? `${name} in ${RANGES[data.range].words}: the median lay between ${latencyWords(Math.min(...measured))} and ${latencyWords(Math.max(...measured))}, last at ${latencyWords(measured.at(-1))}.`
      : `${name}: nothing was measured in ${RANGES[data.range].words}.`,
    empty: 'No turns in this time.',
  };
}

export function throughputChart(data: DashboardData, series: KeptSeries, slots: Slots): ChartView {
  const counts = data.turnsIncomplete
    ? series.perSlot('pipeline', 'operations', slots).map((slot) => slot?.sum ?? 0)
    : dealOut(slots, data.turns, ({ startedAtMs }) => startedAtMs).map((turns) => turns.length);
  const rates = counts.map((count) => count / (slots.slotMs / 60_000));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(0, ...rates);
  return {
    ...slots,
    id: 'throughput',
    title: 'Turns per minute',
    unit: 'per minute',
    kind: 'bars',
    // Nothing asked is a measured nothing: the store would have the turn.
    series: [{ label: 'Turns per minute', look: 'first', values: total > 0 ? rates : rates.map(() => undefined) }],
    limits: [],
    summary: `${numberWords(total, 0)} turns in ${RANGES[data.range].words}, at most ${numberWords(most, most < 1 ? 2 : 1)} per minute.`,
    empty: 'No turns in this time.',
  };
}

export function memoryChart(data: DashboardData, series: KeptSeries, slots: Slots): ChartView {
  const page = series.perSlot('system', 'memory_mb', slots).map((slot) => slot?.mean);
  const heap = series.perSlot('system', 'js_heap_mb', slots).map((slot) => slot?.mean);
  const workers = MODEL_COMPONENTS.map((component) => series.perSlot(component, 'wasm_heap_mb', slots));
  const models = slots.startsMs.map((_, i) => {
    const heaps = workers.flatMap((perSlot) => perSlot[i]?.mean ?? []);
    return heaps.length > 0 ? heaps.reduce((sum, mb) => sum + mb, 0) : undefined;
  });
  const all: ChartSeries[] = [
    { label: 'Whole app', look: 'first', values: page },
    { label: 'Models (WebAssembly)', look: 'second', values: models },
    { label: 'JavaScript heap', look: 'third', values: heap },
  ];
  const told = all.filter(({ values }) => values.some((value) => value !== undefined));
  const lasts = told.map(({ label, values }) => `${label} ${memoryWords(values.findLast((mb) => mb !== undefined))}`);
  const limits = data.targets.memoryMb;
  return {
    ...slots,
    id: 'memory',
    title: 'Memory',
    unit: 'MB',
    kind: 'line',
    series: told,
    limits: limits
      ? [
          { label: `good below ${memoryWords(limits.good)}`, value: limits.good },
          { label: `acceptable below ${memoryWords(limits.acceptable)}`, value: limits.acceptable },
        ]
      : [],
    summary: told.length ? `Memory, last measured: ${lasts.join(', ')}.` : 'No memory was measured.',
    empty: 'No memory was measured in this time.',
  };
}
