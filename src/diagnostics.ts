/**
 * What Sotto lets be read from outside: by its own command line, by tests and by anyone with a console. Read-only; the
 * page works the same without a reader.
 */

import type { LoadAnswer, PlaybackToPage, VadEvent } from '../workers/protocol';
import type { AgentEvent } from './agent/events';
import { nowMs } from './agent/trace';
import type { Benchmarks } from './benchmarks';
import type { BenchmarkProgress } from './perf/benchmark/progress';
import type { Monitor } from './perf/monitor';
import type { BenchmarkPlan, BenchmarkRun, Fingerprint } from './store/benchmark-run';
import type { TurnRecord } from './store/turn-record';

export interface SottoDiagnostics {
  readonly version: string;
  /** The phase the page is in. */
  readonly phase: string;
  /** Turns of this visit, oldest first. */
  readonly turns: readonly TurnRecord[];
  /** From the page's first byte to ready, in ms; undefined while loading. */
  readonly readyMs: number | undefined;
  /** What loading each model cost, by pack. */
  readonly loads: Readonly<Record<string, LoadAnswer>>;
  /** Bytes of models that came over the network in this visit. */
  readonly fetchedBytes: number;
  /** What happened beside the turns, newest last, bounded: sounds over replies, guesses, partial transcripts. */
  readonly incidents: readonly Incident[];
  /** How Sotto performs: the same interface that the dashboard reads. */
  readonly monitor: Monitor | undefined;
  /** All that is kept of the last so many milliseconds, as the JSON document of the dashboard's export. */
  exportJson(lastMs: number): Promise<string>;
  /** Utterances begun, ended, and found to be no speech by the detector alone. */
  readonly utterances: { readonly started: number; readonly ended: number; readonly misfires: number };
  /** Runs the benchmarks; the command line does nothing else. */
  readonly benchmark: BenchmarkDiagnostics | undefined;
}

export interface BenchmarkDiagnostics {
  /** How far the run in hand is; undefined without one. */
  readonly progress: BenchmarkProgress | undefined;
  /** Measures what the plan asks for. Rejects with a sentence when that cannot be done now. */
  run(plan: BenchmarkPlan): Promise<BenchmarkRun>;
  cancel(): void;
  /** Of what a run would be measured on now. */
  fingerprint(): Promise<Fingerprint>;
}

/** One thing that happened, on the one clock. */
export interface Incident {
  kind:
    | 'onset'
    | 'ducked'
    | 'restored'
    | 'stopped'
    | 'flushed'
    | 'partial'
    | 'guess-begun'
    | 'guess-taken'
    | 'guess-dropped'
    | 'own-voice-heard'
    | 'speech-start'
    | 'alert-raised'
    | 'alert-cleared';
  atMs: number;
}

declare global {
  interface Window {
    sotto?: SottoDiagnostics;
  }
}

export interface DiagnosticsFeed {
  onAgent(event: AgentEvent): void;
  onVad(event: VadEvent): void;
  onPlayback(message: PlaybackToPage): void;
  loaded(answers: ReadonlyMap<string, LoadAnswer>): void;
  /** An alert that asks for less work began or ended. */
  alerted(kind: 'raised' | 'cleared'): void;
  monitor(monitor: Monitor, exportJson: (lastMs: number) => Promise<string>): void;
  readonly turns: readonly TurnRecord[];
  benchmarks(benchmarks: Benchmarks): void;
  watch(read: () => { phase: string; fetchedBytes: number }): void;
}

/** Turns kept in memory; the database keeps more. */
const MAX_TURNS = 500;
const MAX_INCIDENTS = 5000;

/** Puts `window.sotto` there, and returns what feeds it. */
export function exposeDiagnostics(version: string): DiagnosticsFeed {
  const turns: TurnRecord[] = [];
  const incidents: Incident[] = [];
  const note = (kind: Incident['kind'], atMs: number) => {
    incidents.push({ kind, atMs });
    if (incidents.length > MAX_INCIDENTS) incidents.shift();
  };
  const utterances = { started: 0, ended: 0, misfires: 0 };
  let monitor: Monitor | undefined;
  let benchmark: BenchmarkDiagnostics | undefined;
  let exportJson = (_lastMs: number) => Promise.reject<string>(new Error('Sotto does not run here.'));
  let loads: Record<string, LoadAnswer> = {};
  let readyMs: number | undefined;
  let read = () => ({ phase: 'starting', fetchedBytes: 0 });

  window.sotto = {
    version,
    get phase() {
      return read().phase;
    },
    get turns() {
      return turns;
    },
    get readyMs() {
      return readyMs;
    },
    get loads() {
      return loads;
    },
    get fetchedBytes() {
      return read().fetchedBytes;
    },
    get incidents() {
      return incidents;
    },
    get utterances() {
      return utterances;
    },
    get monitor() {
      return monitor;
    },
    get benchmark() {
      return benchmark;
    },
    exportJson: (lastMs) => exportJson(lastMs),
  };

  return {
    onAgent(event) {
      if (event.kind === 'turn') {
        turns.push(event.record);
        if (turns.length > MAX_TURNS) turns.shift();
      }
      if (event.kind === 'interruption') note(event.step, event.atMs);
      if (event.kind === 'guess') note(`guess-${event.step}`, event.atMs);
      if (event.kind === 'own-voice-heard') note('own-voice-heard', nowMs());
      if (event.kind === 'state' && event.state.phase.name === 'hearing') {
        const { firm, soft } = event.state.phase.partial;
        if (firm || soft) note('partial', nowMs());
      }
      if (event.kind === 'state' && event.state.phase.name === 'ready') readyMs ??= nowMs() - performance.timeOrigin;
    },
    onVad(event) {
      if (event.kind === 'start') {
        utterances.started++;
        note('speech-start', event.startAtMs);
      }
      if (event.kind === 'end') utterances.ended++;
      if (event.kind === 'misfire') utterances.misfires++;
    },
    onPlayback(message) {
      if (message.kind === 'ducked' && message.gain < 1) note('ducked', message.renderedAtMs);
      if (message.kind === 'flushed') note('flushed', message.renderedAtMs);
    },
    loaded(answers) {
      loads = Object.fromEntries(answers);
    },
    alerted: (kind) => note(`alert-${kind}`, nowMs()),
    monitor(created, exporter) {
      monitor = created;
      exportJson = exporter;
    },
    benchmarks(benchmarks) {
      benchmark = {
        get progress() {
          return benchmarks.running?.progress;
        },
        run: (plan) => benchmarks.run(plan, 'command'),
        cancel: () => benchmarks.cancel(),
        fingerprint: () => benchmarks.fingerprint(),
      };
    },
    turns,
    watch(source) {
      read = source;
    },
  };
}
