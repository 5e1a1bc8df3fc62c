/**
 * A run in the Trace Event Format, one track a suite. When each sample was taken is not kept: they stand end to end in the
 * order they were taken, so lengths and order are true and places are not. Stages of an end-to-end sample stand under it.
 */
import type { BenchmarkRun, SampleSeries, SuiteName } from '../../../store/benchmark-run';
import { factsOf } from '../../export/facts';
import type { TraceEvent, TraceFile } from '../../export/trace-events';
import { PART_TITLES } from '../breakdown';
import { PARTS } from '../run-samples';

const PID = 1;

/** Only series of times; the others are in the tables. */
export function traceOf(run: BenchmarkRun): TraceFile {
  const traceEvents: TraceEvent[] = [
    { ph: 'M', name: 'process_name', pid: PID, tid: 0, args: { name: `Sotto benchmark ${run.id}` } },
  ];
  const suites = new Map<SuiteName, SampleSeries[]>();
  for (const series of run.series) {
    if (series.unit !== 'ms' || series.samples.length === 0) continue;
    suites.set(series.suite, [...(suites.get(series.suite) ?? []), series]);
  }
  let tid = 0;
  for (const [suite, all] of suites) {
    tid += 1;
    traceEvents.push({ ph: 'M', name: 'thread_name', pid: PID, tid, args: { name: suite } });
    traceEvents.push({ ph: 'M', name: 'thread_sort_index', pid: PID, tid, args: { sort_index: tid } });
    let atMs = 0;
    for (const series of all) {
      for (const index of series.samples.keys()) {
        traceEvents.push(...eventsOf(series, index, atMs, tid));
        atMs += Math.max(0, series.samples[index] ?? 0);
      }
    }
  }
  const { id, startedAtMs, label } = run;
  const clock = 'Samples stand end to end in the order they were taken; when each began is not known.';
  return {
    displayTimeUnit: 'ms',
    otherData: factsOf({ app: 'Sotto', runId: id, label, startedAtMs, clock }),
    traceEvents,
  };
}

function eventsOf(series: SampleSeries, index: number, startMs: number, tid: number): TraceEvent[] {
  const { id, suite, samples, parts } = series;
  const totalMs = Math.max(0, samples[index] ?? 0);
  const events = [slice(id, suite, startMs, startMs + totalMs, tid, index)];
  let atMs = startMs;
  for (const part of parts ? PARTS : []) {
    const ms = Math.max(0, parts?.[part][index] ?? 0);
    // Rounding may carry the last stage over the end of its sample, which no viewer takes.
    const endMs = Math.min(atMs + ms, startMs + totalMs);
    if (endMs > atMs) events.push(slice(PART_TITLES[part], 'stage', atMs, endMs, tid, index));
    atMs = endMs;
  }
  return events;
}

/** Both ends are rounded to whole µs, never the length: neighbours then touch. */
function slice(name: string, cat: string, startMs: number, endMs: number, tid: number, sample: number): TraceEvent {
  const ts = Math.round(startMs * 1000);
  return { ph: 'X', name, cat, pid: PID, tid, ts, dur: Math.round(endMs * 1000) - ts, args: { sample } };
}
