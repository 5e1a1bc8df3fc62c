/** The tables there are as CSV: points, buckets, turns and alerts. Each streams its rows as chunks of text. */
import type { AlertRecord } from '../../store/alert';
import type { MetricBucket, MetricPoint } from '../../store/metric';
import type { Milestone, Part, TurnRecord } from '../../store/turn-record';
import type { Batches } from './batches';
import { type Column, csvChunks, isoOf } from './csv';
import { type BucketQuantiles, type Quantile, quantilesOf } from './quantiles';
import { unitOf } from './units';

const POINTS: readonly Column<MetricPoint>[] = [
  { name: 'at', of: ({ atMs }) => isoOf(atMs) },
  { name: 'at_ms', of: ({ atMs }) => atMs },
  { name: 'component', of: ({ component }) => component },
  { name: 'name', of: ({ name }) => name },
  { name: 'unit', of: ({ name, component }) => unitOf(name, component) },
  { name: 'value', of: ({ value }) => value },
  { name: 'tags', of: ({ tags }) => tags && JSON.stringify(tags) },
];

type BucketRow = MetricBucket & BucketQuantiles;

const BUCKETS: readonly Column<BucketRow>[] = [
  { name: 'start', of: ({ startMs }) => isoOf(startMs) },
  { name: 'start_ms', of: ({ startMs }) => startMs },
  { name: 'width', of: ({ width }) => width },
  { name: 'component', of: ({ component }) => component },
  { name: 'name', of: ({ name }) => name },
  { name: 'unit', of: ({ name, component }) => unitOf(name, component) },
  { name: 'count', of: ({ count }) => count },
  { name: 'sum', of: ({ sum }) => sum },
  { name: 'min', of: ({ min }) => min },
  { name: 'max', of: ({ max }) => max },
  { name: 'p50', of: ({ p50 }) => p50 },
  { name: 'p95', of: ({ p95 }) => p95 },
  { name: 'p99', of: ({ p99 }) => p99 },
];

const part = (name: string, key: Part): Column<TurnRecord> => ({ name, of: ({ parts }) => parts?.[key] });

/** Ahead of the settled milestone where the work was done on a guess. */
const mark = (name: string, key: Milestone): Column<TurnRecord> => ({ name, of: ({ marks }) => marks[key] });

const TURNS: readonly Column<TurnRecord>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'started', of: ({ startedAtMs }) => isoOf(startedAtMs || undefined) },
  { name: 'started_at_ms', of: ({ startedAtMs }) => startedAtMs || undefined },
  { name: 'decided_at_ms', of: ({ decidedAtMs }) => decidedAtMs || undefined },
  { name: 'input', of: ({ input }) => input },
  { name: 'outcome', of: ({ outcome }) => outcome },
  { name: 'route', of: ({ route }) => route },
  { name: 'cold', of: ({ cold }) => cold },
  { name: 'total_ms', of: ({ totalMs }) => totalMs },
  part('vad_ms', 'vad'),
  part('stt_ms', 'stt'),
  part('routing_ms', 'routing'),
  part('tool_ms', 'tool'),
  part('llm_ms', 'llm'),
  part('tts_ms', 'tts'),
  part('audio_out_ms', 'audioOut'),
  mark('speech_end_mark_ms', 'speechEnd'),
  mark('turn_decided_mark_ms', 'turnDecided'),
  mark('transcript_ready_mark_ms', 'transcriptReady'),
  mark('routed_mark_ms', 'routed'),
  mark('tool_done_mark_ms', 'toolDone'),
  mark('first_clause_mark_ms', 'firstClause'),
  mark('first_pcm_mark_ms', 'firstPcm'),
  mark('first_audible_mark_ms', 'firstAudible'),
  { name: 'transcribe_ms', of: ({ work }) => work.transcribeMs },
  { name: 'drafted_tokens', of: ({ work }) => work.draftedTokens },
  { name: 'question_end_probability', of: ({ work }) => work.questionEndProbability },
  { name: 'audio_ms', of: ({ work }) => work.audioMs },
  { name: 'no_speech_probability', of: ({ work }) => work.noSpeechProbability },
  { name: 'first_token_ms', of: ({ work }) => work.firstTokenMs },
  { name: 'tokens', of: ({ work }) => work.tokens },
  { name: 'reused_tokens', of: ({ work }) => work.reusedTokens },
  { name: 'evaluated_tokens', of: ({ work }) => work.evaluatedTokens },
  { name: 'stop', of: ({ work }) => work.stop },
  { name: 'reply_audio_ms', of: ({ work }) => work.replyAudioMs },
  { name: 'underruns', of: ({ work }) => work.underruns },
  { name: 'required_silence_ms', of: ({ listening }) => listening?.requiredSilenceMs },
  { name: 'guesses', of: ({ listening }) => listening?.guesses },
  { name: 'dropped_guesses', of: ({ listening }) => listening?.droppedGuesses },
  { name: 'kept_guesses', of: ({ listening }) => listening?.keptGuesses },
  { name: 'wasted_ms', of: ({ listening }) => listening?.wastedMs },
  { name: 'error_code', of: ({ error }) => error?.code },
  { name: 'error_message', of: ({ error }) => error?.message },
  { name: 'transcript', of: ({ transcript }) => transcript },
  { name: 'reply', of: ({ reply }) => reply },
];

const ALERTS: readonly Column<AlertRecord>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'raised', of: ({ raisedAtMs }) => isoOf(raisedAtMs) },
  { name: 'raised_at_ms', of: ({ raisedAtMs }) => raisedAtMs },
  { name: 'cleared_at_ms', of: ({ clearedAtMs }) => clearedAtMs },
  { name: 'severity', of: ({ severity }) => severity },
  { name: 'rule', of: ({ rule }) => rule },
  { name: 'condition', of: ({ condition }) => condition },
  { name: 'component', of: ({ component }) => component },
  { name: 'value', of: ({ value }) => value },
  { name: 'action', of: ({ action }) => action },
];

/** Raw points, one a line. */
export function exportMetricsCsv(points: Batches<MetricPoint>): AsyncGenerator<string> {
  return csvChunks(POINTS, points);
}

/** Minute or hour buckets, one a line, with their quantiles instead of the sketch. */
export function exportBucketsCsv(buckets: Batches<MetricBucket>, quantile: Quantile): AsyncGenerator<string> {
  return csvChunks(BUCKETS, withQuantiles(buckets, quantile));
}

/** Turns, one a line: parts in ms, marks on the one clock. The words spoken are in the last two columns. */
export function exportTurnsCsv(turns: Batches<TurnRecord>): AsyncGenerator<string> {
  return csvChunks(TURNS, turns);
}

export function exportAlertsCsv(alerts: Batches<AlertRecord>): AsyncGenerator<string> {
  return csvChunks(ALERTS, alerts);
}

async function* withQuantiles(buckets: Batches<MetricBucket>, quantile: Quantile): AsyncGenerator<BucketRow[]> {
  for await (const batch of buckets) {
    yield batch.map((bucket) => ({ ...bucket, ...quantilesOf(bucket, quantile) }));
  }
}
