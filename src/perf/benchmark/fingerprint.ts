/** What a run was measured on, held against what another was. Unknown is a value like others: only unknown equals it. */
import type { BenchmarkRun, BenchmarkSummary, Fingerprint } from '../../store/benchmark-run';
import { summarise } from './summarise';

export interface FingerprintDifference {
  /** As `browser`, or `models.stt`. */
  field: string;
  a: string;
  b: string;
}

/**
 * Equal for runs that are like with like, and only for them; whatever order their fields are in. The build is what is
 * compared: a history of one build alone could show no regression.
 */
export function fingerprintKey(fingerprint: Fingerprint): string {
  return JSON.stringify([...fieldsOf(fingerprint)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Fields but the build's that are not the same, as words; none for like with like. */
export function differences(a: Fingerprint, b: Fingerprint): FingerprintDifference[] {
  const before = fieldsOf(a);
  const after = fieldsOf(b);
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return fields
    .filter((field) => before.get(field) !== after.get(field))
    .map((field) => ({ field, a: before.get(field) ?? 'unknown', b: after.get(field) ?? 'unknown' }));
}

/** What a history keeps at hand of a run. */
export function summaryOf(run: BenchmarkRun): BenchmarkSummary {
  const measured = run.series.filter(({ status, samples }) => status === 'measured' && samples.length > 0);
  return {
    id: run.id,
    startedAtMs: run.startedAtMs,
    label: run.label,
    origin: run.origin,
    fingerprintKey: fingerprintKey(run.fingerprint),
    valid: run.disturbances.length === 0,
    medians: Object.fromEntries(
      measured.flatMap(({ id, samples }) => {
        const summary = summarise(samples, run.plan.seed);
        return summary ? [[id, { median: summary.median, n: summary.n, interval95: summary.interval95 }]] : [];
      }),
    ),
  };
}

/** Every known field as a word, those of the roles under their role. */
function fieldsOf(fingerprint: Fingerprint): Map<string, string> {
  const { backends, models, appVersion: _, commit: __, ...plain } = fingerprint;
  const under = (name: string, byRole: Record<string, string>) =>
    Object.entries(byRole).map(([role, value]) => [`${name}.${role}`, value] as const);
  const all: (readonly [string, string | number | boolean | undefined])[] = [
    ...Object.entries(plain),
    ...under('backends', backends),
    ...under('models', models),
  ];
  return new Map(all.flatMap(([field, value]) => (value === undefined ? [] : [[field, String(value)] as const])));
}
