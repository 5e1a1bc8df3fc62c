import { expect, it } from 'vitest';
import { DownloadMeter } from '../../workers/pack/download-meter';
import type { DownloadProgress } from '../../workers/protocol';
import { HandClock } from './measures-fakes';

function made() {
  const clock = new HandClock(1000);
  const reports: DownloadProgress[] = [];
  const meter = new DownloadMeter({ packId: 'm', report: (report) => void reports.push(report), now: clock.now });
  return { clock, reports, meter };
}

it('tells bytes on disk, bytes of this run and the step', () => {
  const { meter, reports } = made();
  meter.begin('asking');
  meter.found(400);
  meter.totalBytes = 1000;
  meter.begin('fetching');
  meter.received(100);
  meter.send();
  expect(reports[0]).toMatchObject({ packId: 'm', loadedBytes: 0, totalBytes: undefined, step: 'asking' });
  expect(reports.at(-1)).toMatchObject({ loadedBytes: 500, totalBytes: 1000, fetchedBytes: 100, step: 'fetching' });
});

it('tells at most every 100 ms, and the last byte at once', () => {
  const { meter, reports, clock } = made();
  meter.totalBytes = 500;
  meter.begin('fetching');
  for (let i = 0; i < 49; i++) {
    clock.advance(10);
    meter.received(10);
  }
  const before = reports.length;
  expect(before).toBe(1 + 4);
  meter.received(10);
  expect(reports.length).toBe(before + 1);
});

it('tells the rate of the last five seconds, and none before it can be said', () => {
  const { meter, reports, clock } = made();
  meter.totalBytes = 1e9;
  meter.begin('fetching');
  meter.received(1000);
  expect(reports.at(-1)?.bytesPerSecond).toBeUndefined();
  const run = (seconds: number, bytesPerTenth: number) => {
    for (let i = 0; i < seconds * 10; i++) {
      clock.advance(100);
      meter.received(bytesPerTenth);
    }
  };
  run(3, 1000);
  expect(reports.at(-1)?.bytesPerSecond).toBeCloseTo(10_000 + 1000 / 3, -1);
  run(10, 5000);
  expect(reports.at(-1)?.bytesPerSecond).toBeCloseTo(50_000, -3);
  // A line on which nothing moves grows slow by itself.
  clock.advance(20_000);
  meter.touch();
  expect(reports.at(-1)?.bytesPerSecond).toBeLessThan(11_000);
});

it('takes back what was of no use', () => {
  const { meter, reports } = made();
  meter.received(300);
  meter.found(-300);
  meter.send();
  expect(reports.at(-1)).toMatchObject({ loadedBytes: 0, fetchedBytes: 300 });
});

it('tells what was held back once nothing comes any more, and is still when all is there', () => {
  const { meter, reports, clock } = made();
  meter.totalBytes = 1000;
  meter.begin('fetching');
  meter.received(600);
  expect(reports.at(-1)?.loadedBytes).toBe(0);
  clock.advance(500);
  meter.tick();
  expect(reports.at(-1)?.loadedBytes).toBe(600);
  meter.received(400);
  const before = reports.length;
  clock.advance(500);
  meter.tick();
  expect(reports.length).toBe(before);
});
