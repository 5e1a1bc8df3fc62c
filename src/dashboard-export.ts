/** What can be taken away from the dashboard, as files. They are in English whatever the page speaks: others compare them. */
import type { DashboardData } from './dashboard/data';
import { hand, stamp } from './download';
import { blobOf } from './perf/export/blob';
import { exportAlertsCsv, exportBucketsCsv, exportMetricsCsv, exportTurnsCsv } from './perf/export/csv-tables';
import { type ExportHeader, exportAll } from './perf/export/json';
import type { KeptStores } from './store/kept-stores';
import type { MetricBucket, MetricPoint } from './store/metric';
import { quantileOf } from './store/rollup';
import type { DashboardIntent } from './ui/dashboard/dashboard-view';
import { dashboardText } from './ui/text/dashboard/words';
import type { Watching } from './watching';

type Export = Extract<DashboardIntent, { kind: 'export' }>;

export interface ExportSources {
  watching: Watching;
  kept: KeptStores;
  version: string;
  nowMs: () => number;
}

/** Makes the file that was asked for and hands it to the browser. `shown` is what is on the screen. */
export async function exportDashboard(wanted: Export, shown: DashboardData, sources: ExportSources): Promise<void> {
  switch (wanted.what) {
    case 'turn-trace': {
      const turn = shown.turns.find(({ id }) => id === wanted.turnId);
      if (!turn) return;
      const { traceEventsJson } = await import('./perf/export/trace-events');
      const { startedAtMs } = turn;
      const measures = sources.watching.monitor.measuresBetween(startedAtMs - 30_000, startedAtMs + 60_000);
      return save([traceEventsJson(turn, measures)], 'application/json', `sotto-turn-${stamp(startedAtMs)}.json`);
    }
    case 'otlp':
      return save([await otlpBody(shown, sources)], 'application/json', `sotto-otlp-${stamp(shown.nowMs)}.json`);
    case 'screen':
      return wanted.format === 'json' ? saveJson(shown, sources) : saveCsv(shown);
    case 'all': {
      const all = await readAll(0, shown.nowMs, sources);
      return wanted.format === 'json' ? saveJson(all, sources) : saveCsv(all);
    }
  }
}

/** OpenTelemetry metrics of what is shown, as OTLP/JSON. */
export async function otlpBody(shown: DashboardData, { version }: ExportSources): Promise<string> {
  const { otlpJson } = await import('./perf/export/otlp');
  const fromMs = shown.turns[0]?.startedAtMs ?? shown.nowMs - 60_000;
  return otlpJson({
    turns: [shown.turns],
    points: [shown.points],
    fromMs,
    toMs: shown.nowMs,
    resource: { 'service.version': version },
  });
}

/** What is said while something is sent. */
export const sendingWords = (): string => dashboardText().exports.sending;

/**
 * Sends what is shown to the user's own collector: what was not sent before, since a collector adds up what it gets.
 * @returns what came of it, in words.
 */
export async function pushDashboard(url: string, shown: DashboardData, sources: ExportSources): Promise<string> {
  const text = dashboardText().exports;
  const { settings } = sources.kept;
  const { pushOtlp } = await import('./perf/export/push-otlp');
  const sentUntilMs = Number((await settings.get('otlpSentUntilMs').catch(() => undefined)) ?? 0);
  const isNew = (atMs: number) => atMs > sentUntilMs;
  const turns = shown.turns.filter(({ startedAtMs }) => isNew(startedAtMs));
  const points = shown.points.filter(({ atMs }) => isNew(atMs));
  if (!turns.length && !points.length) return text.nothingNew;
  const body = await otlpBody({ ...shown, turns, points }, sources);
  const result = await pushOtlp(url, body, (address, init) => fetch(address, init), new AbortController().signal);
  if (result.kind === 'failed') return text.notSent(result.reason, result.message);
  await settings.set('otlpSentUntilMs', String(shown.nowMs));
  const { rejectedPoints } = result;
  return rejectedPoints
    ? text.refused(rejectedPoints, result.message ?? text.noReason)
    : text.sent(turns.length, points.length);
}

/** Everything of the last so many milliseconds as one JSON document, for programs. */
export async function exportedJson(lastMs: number, sources: ExportSources): Promise<string> {
  const nowMs = sources.nowMs();
  await sources.watching.flush();
  const chunks = jsonChunks(await readAll(nowMs - lastMs, nowMs, sources), nowMs, sources);
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

type Kept = Pick<DashboardData, 'turns' | 'alerts' | 'points' | 'buckets' | 'nowMs'>;

/** Everything there is: raw points as long as they are kept, and the hours of all time. */
async function readAll(fromMs: number, nowMs: number, { kept, watching }: ExportSources): Promise<Kept> {
  const range = { fromMs, toMs: nowMs + 1 };
  const series = await kept.metrics.series();
  const points: MetricPoint[] = [];
  const buckets: MetricBucket[] = [];
  for (const key of series) {
    for (const point of await kept.metrics.points({ ...key, ...range })) points.push(point);
    for (const bucket of await kept.metrics.buckets({ ...key, ...range, width: 'hour' })) buckets.push(bucket);
  }
  return {
    nowMs,
    turns: await kept.turns.between(fromMs, nowMs + 1),
    alerts: await watching.alertsSince(fromMs),
    points,
    buckets,
  };
}

async function saveJson(data: Kept, sources: ExportSources): Promise<void> {
  const blob = await blobOf(jsonChunks(data, data.nowMs, sources), 'application/json', breathe);
  hand(blob, `sotto-metrics-${stamp(data.nowMs)}.json`);
}

function jsonChunks(data: Kept, nowMs: number, { version, watching }: ExportSources): AsyncGenerator<string> {
  let fromMs = nowMs;
  for (const { atMs } of data.points) fromMs = Math.min(fromMs, atMs);
  for (const { startedAtMs } of data.turns) fromMs = Math.min(fromMs, startedAtMs);
  const header: ExportHeader = {
    appVersion: version,
    createdAtMs: nowMs,
    fromMs,
    toMs: nowMs,
    device: Object.fromEntries(watching.facts.map(({ name, value }) => [name, value])),
  };
  return exportAll(header, {
    points: [data.points],
    buckets: { rows: [data.buckets], quantile: quantileOf },
    turns: [data.turns],
    alerts: [data.alerts],
  });
}

/** A table has one kind of row: a file for each kind that there is. */
async function saveCsv({ turns, alerts, points, buckets, nowMs }: Kept): Promise<void> {
  const tables: [string, number, AsyncGenerator<string>][] = [
    ['turns', turns.length, exportTurnsCsv([turns])],
    ['metrics', points.length, exportMetricsCsv([points])],
    ['buckets', buckets.length, exportBucketsCsv([buckets], quantileOf)],
    ['alerts', alerts.length, exportAlertsCsv([alerts])],
  ];
  for (const [name, rows, chunks] of tables) {
    if (rows) hand(await blobOf(chunks, 'text/csv', breathe), `sotto-${name}-${stamp(nowMs)}.csv`);
  }
}

function save(parts: readonly string[], type: string, fileName: string): void {
  hand(new Blob([...parts], { type }), fileName);
}

/** Lets the page answer between two chunks. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
