/** What can be taken away of a run: a page to read, and the same as tables, JSON, trace and OTLP. */
import type { BenchmarkRun } from '../../../store/benchmark-run';
import { reportCsv, samplesCsv } from './csv';
import { reportHtml } from './html';
import { traceOf } from './trace';
import { type TextFile, zipOf } from './zip';

export { reportCsv, reportHtml };

/** @param base The run that it is compared with. */
export async function reportFiles(run: BenchmarkRun, base: BenchmarkRun | undefined): Promise<TextFile[]> {
  const [{ runOtlp }, { default: schema }] = await Promise.all([
    import('./otlp'),
    import('../../../../docs/benchmark-run.schema.json'),
  ]);
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 1)}\n`;
  const asJson = (each: BenchmarkRun) => json({ $schema: './benchmark-run.schema.json', ...each });
  return [
    { name: 'report.html', text: reportHtml(run, base) },
    { name: 'run.json', text: asJson(run) },
    ...(base ? [{ name: 'base.json', text: asJson(base) }] : []),
    { name: 'benchmark-run.schema.json', text: json(schema) },
    { name: 'figures.csv', text: reportCsv(run) },
    { name: 'samples.csv', text: samplesCsv(run) },
    { name: 'trace.json', text: `${JSON.stringify(traceOf(run))}\n` },
    { name: 'otlp.json', text: runOtlp(run) },
  ];
}

/** The same files as one zip. */
export async function reportZip(run: BenchmarkRun, base: BenchmarkRun | undefined): Promise<Uint8Array<ArrayBuffer>> {
  return zipOf(await reportFiles(run, base), run.endedAtMs);
}
