import { describe, expect, it } from 'vitest';
import { CHUNK_CHARS } from '../../src/perf/export/batches';
import { blobOf } from '../../src/perf/export/blob';
import { csvCell, isoOf } from '../../src/perf/export/csv';
import { exportAlertsCsv, exportBucketsCsv, exportMetricsCsv, exportTurnsCsv } from '../../src/perf/export/csv-tables';
import { unitOf } from '../../src/perf/export/units';
import type { MetricPoint } from '../../src/store/metric';
import { AT_MS, joined, madeBucket, madePoint, madeTurn } from './export-made';

/** A reader of RFC 4180 that knows nothing of the writer: records of fields, quotes undone. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (at >= text.length) throw new Error('A quote was never closed.');
        if (text[at] !== '"') field += text[at];
        else if (text[at + 1] === '"') field += text[++at];
        else break;
      }
      at++;
    } else {
      while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) {
        if (/["\r\n]/.test(text[at]!)) throw new Error(`A bare quote or line break at ${at}.`);
        field += text[at++];
      }
    }
    record.push(field);
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      records.push(record);
      record = [];
    } else throw new Error(`Neither comma nor line end at ${at}.`);
  }
  if (record.length) throw new Error('The last record has no line end.');
  return records;
}

/** Records as objects by the header. */
async function table(chunks: AsyncIterable<string>): Promise<Record<string, string>[]> {
  const [header = [], ...records] = readCsv(await joined(chunks));
  return records.map((record) => {
    expect(record).toHaveLength(header.length);
    return Object.fromEntries(header.map((name, i) => [name, record[i] ?? '']));
  });
}

describe('a cell', () => {
  it('is quoted when it holds what parts cells', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('say "hi"')).toBe('"say ""hi"""');
    expect(csvCell('one\r\ntwo')).toBe('"one\r\ntwo"');
    expect(csvCell('plain words')).toBe('plain words');
  });

  it('never begins a formula', () => {
    for (const opening of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
      const [[field]] = readCsv(`${csvCell(`${opening}HYPERLINK("http://x","y")`)}\r\n`) as [[string]];
      expect(field).toBe(`'${opening}HYPERLINK("http://x","y")`);
    }
    expect(csvCell('a=1')).toBe('a=1');
  });

  it('keeps numbers whole, negative ones too, and leaves empty what is missing or no number', () => {
    expect([csvCell(-1.5), csvCell(0), csvCell(1e-7), csvCell(AT_MS)]).toEqual(['-1.5', '0', '1e-7', String(AT_MS)]);
    expect([csvCell(undefined), csvCell(Number.NaN), csvCell(Number.POSITIVE_INFINITY)]).toEqual(['', '', '']);
    expect(csvCell(false)).toBe('false');
  });

  it('dates moments that a date can hold', () => {
    expect(isoOf(0)).toBe('1970-01-01T00:00:00.000Z');
    expect([isoOf(undefined), isoOf(Number.NaN), isoOf(1e300)]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the tables', () => {
  it('name each point with its unit and its tags', async () => {
    const rows = await table(
      exportMetricsCsv([[madePoint({ tags: { model: 'whisper, tiny', code: '=1' } })], [madePoint({ value: -2 })]]),
    );
    expect(rows).toEqual([
      {
        at: new Date(AT_MS).toISOString(),
        at_ms: String(AT_MS),
        component: 'stt',
        name: 'latency',
        unit: 'ms',
        value: '120.5',
        tags: '{"model":"whisper, tiny","code":"=1"}',
      },
      expect.objectContaining({ value: '-2', tags: '' }),
    ]);
  });

  it('write the quantiles of buckets, and nothing where there is none', async () => {
    const quantile = (_: unknown, q: number) => (q === 0.99 ? undefined : q * 100);
    const [row] = await table(exportBucketsCsv([[madeBucket()]], quantile));
    expect(row).toMatchObject({ width: 'minute', count: '3', sum: '300', p50: '50', p95: '95', p99: '' });
    expect(row).not.toHaveProperty('sketch');
  });

  it('write turns whose parts sum to the total, and what was said as it was said', async () => {
    const spoken = 'He said "three, two",\nthen left';
    const [row] = await table(exportTurnsCsv([[madeTurn(undefined, { transcript: spoken, reply: '=2+3' })]]));
    const parts = ['vad_ms', 'stt_ms', 'routing_ms', 'tool_ms', 'llm_ms', 'tts_ms', 'audio_out_ms'];
    expect(parts.reduce((sum, name) => sum + Number(row?.[name]), 0)).toBeCloseTo(Number(row?.total_ms), 6);
    expect(Number(row?.total_ms)).toBeCloseTo(480.9, 3);
    expect(row).toMatchObject({ transcript: spoken, reply: "'=2+3", cold: 'false', underruns: '0', error_code: '' });
  });

  it('leave empty what a turn that was not heard does not have', async () => {
    const [row] = await table(exportTurnsCsv([[madeTurn({}, { listening: undefined })]]));
    expect(row).toMatchObject({ started: '', decided_at_ms: '', total_ms: '', vad_ms: '', guesses: '' });
  });

  it('write alerts, lasting ones without an end', async () => {
    const alert = {
      id: 'a',
      rule: 'Slow turns',
      condition: 'p95(stt) > 800',
      severity: 'warning',
      action: 'log_warning',
      raisedAtMs: AT_MS,
      clearedAtMs: undefined,
      value: 912,
      component: 'stt',
    } as const;
    const [row] = await table(exportAlertsCsv([[alert]]));
    expect(row).toMatchObject({ rule: 'Slow turns', condition: 'p95(stt) > 800', value: '912', cleared_at_ms: '' });
  });

  it('are a header alone without rows', async () => {
    expect(await joined(exportMetricsCsv([]))).toBe('at,at_ms,component,name,unit,value,tags\r\n');
  });
});

describe('a long export', () => {
  const POINTS = 200_000;
  async function* batches(): AsyncGenerator<MetricPoint[]> {
    for (let i = 0; i < POINTS; i += 1000) {
      yield Array.from({ length: 1000 }, (_, j) => madePoint({ atMs: AT_MS + i + j, value: i + j }));
    }
  }

  it('comes in chunks of bounded size that hold every row once', async () => {
    let lines = 0;
    let longest = 0;
    for await (const chunk of exportMetricsCsv(batches())) {
      lines += chunk.split('\r\n').length - 1;
      longest = Math.max(longest, chunk.length);
    }
    expect(lines).toBe(POINTS + 1);
    expect(longest).toBeLessThan(CHUNK_CHARS + 200);
  });

  it('becomes a blob with a pause after each chunk', async () => {
    let pauses = 0;
    const pause = async () => void pauses++;
    const blob = await blobOf(exportMetricsCsv(batches()), 'text/csv', pause);
    expect(blob.type).toBe('text/csv');
    expect(pauses).toBeGreaterThan(100);
    expect(await blob.text()).toBe(await joined(exportMetricsCsv(batches())));
  });
});

describe('units', () => {
  it('follow the series', () => {
    expect(unitOf('latency', 'llm')).toBe('ms');
    expect(unitOf('memory_mb', 'system')).toBe('MBy');
    expect(unitOf('busy_share', 'stt')).toBe('1');
    expect(unitOf('tokens_per_s', 'llm')).toBe('{token}/s');
    expect(unitOf('audio_s', 'tts')).toBe('s');
    expect([unitOf('queue', 'capture'), unitOf('queue', 'playback')]).toEqual(['{frame}', 'ms']);
    expect([unitOf('cache_hits', 'llm'), unitOf('cache_hits', 'tts')]).toEqual(['{token}', '{clause}']);
    expect(unitOf('something', 'llm')).toBeUndefined();
  });
});
