import { describe, expect, it } from 'vitest';
import { measuredOf } from '../../src/models-measured';
import { madeTurn } from './dashboard-fakes';
import { madeRun } from './made-run';

const STT = 'whisper-tiny.en';

function runOf(id: string, samples: number[], disturbed = false) {
  const run = madeRun();
  const [first] = run.series;
  if (!first) throw new Error('A made run has series.');
  return {
    fingerprint: { ...run.fingerprint, models: { stt: `${id}@1 0123456789ab` } },
    series: [{ ...first, id: 'stt.final.3s', status: 'measured' as const, samples }],
    disturbances: disturbed ? [{ atMs: 0, kind: 'hidden' as const, detail: '' }] : [],
  };
}

describe('what this device measured of its models', () => {
  it('is the median of the newest benchmark that counts, by model', () => {
    const runs = [
      runOf(STT, [9], true),
      runOf(STT, [100, 300, 120]),
      runOf(STT, [1]),
      runOf('whisper-base', [500, 700]),
    ];
    expect(measuredOf(runs, [])).toEqual(
      new Map([
        [STT, { key: 'transcript', value: 120, from: 'benchmark', n: 3 }],
        ['whisper-base', { key: 'transcript', value: 600, from: 'benchmark', n: 2 }],
      ]),
    );
  });

  it('is of the turns where no benchmark is, without those that were cold', () => {
    const turn = (transcribeMs: number, cold = false) => {
      const made = madeTurn();
      return { ...made, cold, engines: { stt: STT }, work: { ...made.work, transcribeMs } };
    };
    expect(measuredOf([], [turn(80), turn(100), turn(5000, true)]).get(STT)).toEqual({
      key: 'transcript',
      value: 90,
      from: 'turns',
      n: 2,
    });
    expect(measuredOf([runOf(STT, [7])], [turn(80)]).get(STT)).toMatchObject({ value: 7, from: 'benchmark' });
  });

  it('is nothing where nothing was measured', () => {
    expect(measuredOf([], []).size).toBe(0);
  });
});
