/**
 * One turn in the Trace Event Format, which Perfetto and Chrome's DevTools open.
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU (ts and dur in µs)
 */
import type { Measure } from '../../../workers/protocol';
import type { Component } from '../../store/metric';
import type { Milestone, Part, TurnRecord } from '../../store/turn-record';
import { type Facts, factsOf } from './facts';
import { lanesOf } from './trace-lanes';
import { aheadOf, spanOf, workOf } from './turn-work';

interface Place {
  pid: number;
  tid: number;
}

export type TraceEvent =
  | (Place & { ph: 'M'; name: 'process_name' | 'thread_name'; args: { name: string } })
  | (Place & { ph: 'M'; name: 'thread_sort_index'; args: { sort_index: number } })
  | (Place & { ph: 'X'; name: string; cat: string; ts: number; dur: number; args: Facts })
  | (Place & { ph: 'i'; name: string; cat: string; ts: number; s: 't'; args: Facts });

export interface TraceFile {
  displayTimeUnit: 'ms';
  otherData: Facts;
  traceEvents: TraceEvent[];
}

/** The parts in order, each between two milestones, by the names of the design. */
const PARTS: readonly (readonly [part: Part, name: string, from: Milestone, to: Milestone])[] = [
  ['vad', 'VAD', 'speechEnd', 'turnDecided'],
  ['stt', 'STT', 'turnDecided', 'transcriptReady'],
  ['routing', 'Routing', 'transcriptReady', 'routed'],
  ['tool', 'Tool', 'routed', 'toolDone'],
  ['llm', 'LLM', 'toolDone', 'firstClause'],
  ['tts', 'TTS', 'firstClause', 'firstPcm'],
  ['audioOut', 'Audio out', 'firstPcm', 'firstAudible'],
];

const MILESTONES: readonly Milestone[] = [...PARTS.map(([, , from]) => from), 'firstAudible'];

/** What the page measures of the critical path, which is on a track of its own already. */
const PART_MEASURES: ReadonlySet<string> = new Set(PARTS.map(([part]) => part));

const TITLES: Readonly<Record<Component, string>> = {
  capture: 'Capture',
  vad: 'VAD',
  stt: 'STT',
  route: 'Routing',
  tool: 'Tool',
  llm: 'LLM',
  tts: 'TTS',
  playback: 'Playback',
  pipeline: 'Pipeline',
  system: 'System',
};

const PID = 1;

/**
 * The turn as tracks: its critical path (parts that sum to the total exactly), the work done on a guess before the
 * decision, each component's work in full, and the measures of the workers that began within the turn.
 *
 * Times are integer µs from the turn's start; where work on a guess began before it, from that, and `turnStartUs` of
 * `otherData` tells where the turn starts. No words of the user are in it.
 * @param measures Of any time and any realm; what does not belong to the turn is left out.
 */
export function traceEvents(turn: TurnRecord, measures: readonly Measure[] = []): TraceFile {
  const work = workOf(turn);
  const span = spanOf(turn, work);
  const otherData = (turnStartUs: number): Facts =>
    factsOf({
      app: 'Sotto',
      turnId: turn.id,
      outcome: turn.outcome,
      turnStartUs,
      startedAtMs: span && turn.startedAtMs,
    });
  const traceEvents: TraceEvent[] = [
    { ph: 'M', name: 'process_name', pid: PID, tid: 0, args: { name: `Sotto turn ${turn.id}` } },
  ];
  if (!span) return { displayTimeUnit: 'ms', otherData: otherData(0), traceEvents };

  const originMs = turn.startedAtMs > 0 ? Math.min(turn.startedAtMs, span.fromMs) : span.fromMs;
  const microseconds = (atMs: number) => Math.round((atMs - originMs) * 1000);
  let tracks = 0;
  const track = (name: string): number => {
    const tid = ++tracks;
    traceEvents.push({ ph: 'M', name: 'thread_name', pid: PID, tid, args: { name } });
    traceEvents.push({ ph: 'M', name: 'thread_sort_index', pid: PID, tid, args: { sort_index: tid } });
    return tid;
  };
  // Both ends are rounded, never the length: neighbours then touch, and lengths sum to the total.
  const slice = (tid: number, cat: string, name: string, startAtMs: number, endAtMs: number, args: Facts) => {
    const ts = microseconds(startAtMs);
    traceEvents.push({ ph: 'X', name, cat, pid: PID, tid, ts, dur: microseconds(endAtMs) - ts, args });
  };

  const path = track('Critical path');
  const { milestones, marks } = turn;
  if (milestones) {
    for (const [part, name, from, to] of PARTS) {
      if (milestones[from] === milestones[to]) continue;
      slice(path, 'critical-path', name, milestones[from], milestones[to], factsOf({ partMs: turn.parts?.[part] }));
    }
  }

  const passed = track('Milestones');
  for (const name of MILESTONES) {
    const atMs = marks[name];
    if (atMs === undefined) continue;
    const settledMs = milestones?.[name];
    const aheadMs = settledMs === undefined ? undefined : settledMs - atMs;
    const ts = microseconds(atMs);
    traceEvents.push({
      ph: 'i',
      name,
      cat: 'milestone',
      pid: PID,
      tid: passed,
      ts,
      s: 't',
      args: factsOf({ aheadMs }),
    });
  }

  const ahead = marks.turnDecided === undefined ? [] : aheadOf(work, marks.turnDecided);
  if (ahead.length > 0) {
    for (const lane of lanesOf(ahead)) {
      const tid = track('Ahead of the decision');
      for (const { name, startAtMs, endAtMs, facts } of lane) slice(tid, 'guess', name, startAtMs, endAtMs, facts);
    }
  }

  for (const { component, name, startAtMs, endAtMs, facts } of work) {
    slice(track(TITLES[component]), 'work', name, startAtMs, endAtMs, facts);
  }

  for (const [realm, own] of byRealm(measures, originMs, span.toMs)) {
    for (const lane of lanesOf(own)) {
      const tid = track(`${realm} worker`);
      for (const { name, startAtMs, endAtMs, facts } of lane) slice(tid, 'measure', name, startAtMs, endAtMs, facts);
    }
  }
  return { displayTimeUnit: 'ms', otherData: otherData(microseconds(turn.startedAtMs || originMs)), traceEvents };
}

interface MeasuredPiece {
  name: string;
  startAtMs: number;
  endAtMs: number;
  facts: Facts;
}

/** What began within the span, by what its name begins with: `stt` for `stt.encode`. */
function byRealm(measures: readonly Measure[], fromMs: number, toMs: number): Map<string, MeasuredPiece[]> {
  const realms = new Map<string, MeasuredPiece[]>();
  for (const { name, startAtMs, durationMs, tags } of measures) {
    if (startAtMs < fromMs || startAtMs > toMs || PART_MEASURES.has(name)) continue;
    const realm = name.split('.', 1)[0] ?? name;
    const own = realms.get(realm) ?? [];
    own.push({ name, startAtMs, endAtMs: startAtMs + durationMs, facts: tags ?? {} });
    realms.set(realm, own);
  }
  return realms;
}

/** The same as the text of a file. */
export function traceEventsJson(turn: TurnRecord, measures: readonly Measure[] = []): string {
  return JSON.stringify(traceEvents(turn, measures));
}
