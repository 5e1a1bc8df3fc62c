import { describe, expect, it } from 'vitest';
import { EXPORT_SCHEMA_VERSION, exportAll } from '../../src/perf/export/json';
import { AT_MS, joined, madeBucket, madePoint, madeTurn } from './export-made';

const HEADER = {
  appVersion: '1.2.3',
  createdAtMs: 1_790_000_000_000,
  fromMs: AT_MS - 1000,
  toMs: AT_MS + 1000,
  device: { cores: 2, gpu: 'none', isolated: true },
};

describe('the document', () => {
  it('says what it is, of when, of which device, and in which units', async () => {
    const document = JSON.parse(
      await joined(
        exportAll(HEADER, {
          points: [[madePoint(), madePoint({ name: 'memory_mb', component: 'system' })], [madePoint({ name: 'odd' })]],
          buckets: { rows: [[madeBucket({ name: 'tokens_per_s', component: 'llm' })]], quantile: (_, q) => q },
        }),
      ),
    );
    expect(document).toMatchObject({
      schema: 'sotto.export',
      schemaVersion: EXPORT_SCHEMA_VERSION,
      app: { name: 'sotto', version: '1.2.3' },
      createdAt: '2026-09-21T14:13:20.000Z',
      range: { fromMs: AT_MS - 1000, toMs: AT_MS + 1000 },
      device: { cores: 2, gpu: 'none', isolated: true },
    });
    expect(document.units).toEqual({ 'stt/latency': 'ms', 'system/memory_mb': 'MBy', 'llm/tokens_per_s': '{token}/s' });
  });

  it('keeps every row as it was kept, over any number of batches', async () => {
    const points = [madePoint(), madePoint({ value: 0, tags: { code: 'internal', quote: '"\n\u2028' } })];
    const turns = [madeTurn(), madeTurn({}, { error: { code: 'internal', message: 'x' } })];
    const document = JSON.parse(
      await joined(exportAll(HEADER, { points: [[points[0]!], [], [points[1]!]], turns: [turns], alerts: [] })),
    );
    expect(document.points).toEqual(points);
    // Undefined is not written; the rest is the same.
    expect(document.turns).toEqual(turns.map((turn) => JSON.parse(JSON.stringify(turn))));
    expect(document.alerts).toEqual([]);
    expect(document).not.toHaveProperty('buckets');
  });

  it('has quantiles instead of sketches, and none where there is none', async () => {
    const quantile = (buckets: readonly { max: number }[], q: number) => (q > 0.98 ? undefined : buckets[0]!.max * q);
    const document = JSON.parse(
      await joined(exportAll(HEADER, { buckets: { rows: [[madeBucket({ max: 200 })]], quantile } })),
    );
    const { sketch: _, ...kept } = madeBucket({ max: 200 });
    expect(document.buckets).toEqual([{ ...kept, p50: 100, p95: 190 }]);
  });

  it('is whole without any section', async () => {
    expect(JSON.parse(await joined(exportAll(HEADER, {})))).toMatchObject({ schema: 'sotto.export', units: {} });
  });

  it('ends when its source fails, with that error', async () => {
    async function* broken() {
      yield [madePoint()];
      throw new Error('The disk is gone.');
    }
    await expect(joined(exportAll(HEADER, { points: broken() }))).rejects.toThrow('The disk is gone.');
  });
});
