/** Figures in words. Undefined stays undefined: what is not known is never written as 0. */
import { formatBytes, formatSeconds } from '../ui/format';

/** `445 ms`, `1.24 s`. */
export function latencyWords(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatSeconds(ms, 1000);
}

/** Long sums as well: `2.96 s`, `12 min`, `3.4 h`. */
export function durationWords(ms: number | undefined): string | undefined {
  if (ms === undefined || ms < 120_000) return latencyWords(ms);
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}

/** A limit without its unneeded digits: `500 ms`, `2 s`, `1.5 s`. */
export function limitWords(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(2))} s`;
}

/** Megabytes of 10^6 bytes: `640 MB`, `1.4 GB`. */
export function memoryWords(mb: number | undefined): string | undefined {
  return mb === undefined ? undefined : formatBytes(mb * 1e6);
}

/** A share of 0 to 1 in per cent: `0 %` only for nothing at all, `0.4%` below one per cent. */
export function shareWords(share: number | undefined): string | undefined {
  if (share === undefined) return undefined;
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return '<0.1%';
  const below = percent < 9.95 && !Number.isInteger(percent);
  return `${percent.toFixed(below ? 1 : 0)}%`;
}

/** A rate or count: `0.4`, `3.2`, `12`, `1,204`. */
export function numberWords(
  value: number | undefined,
  digits = value !== undefined && value < 10 ? 1 : 0,
): string | undefined {
  if (value === undefined) return undefined;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** `1 turn`, `12 turns`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count, 0)} ${count === 1 ? one : many}`;
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** The time of day, with the date when it was not today. */
export function momentWords(atMs: number, nowMs: number): string {
  const sameDay = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return sameDay ? TIME.format(atMs) : DAY_AND_TIME.format(atMs).replace(',', '');
}
