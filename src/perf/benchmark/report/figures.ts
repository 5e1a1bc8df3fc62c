/** Figures as reports write them: with their unit, as exact as they are known, the same for every reader. */
import type { Unit } from '../../../store/benchmark-run';

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  ms: 'ms',
  per_s: '/s',
  mb: 'MB',
  share: '%',
  count: '',
  ratio: '',
};

/** Milliseconds in a sentence: `4.2 ms`, `318 ms`. */
export function figure(ms: number): string {
  if (Math.abs(ms) < 10) return `${ms.toFixed(1)} ms`;
  return `${Math.round(ms).toLocaleString('en-US')} ms`;
}

/** A value of a series, as `0.42 ms`, `1.46 s`, `17.2 /s`, `0.5 %`: three digits that count, at most. */
export function formatValue(value: number, unit: Unit): string {
  if (unit === 'ms' && Math.abs(value) >= 1000) return `${digits(value / 1000)} s`;
  const shown = unit === 'share' ? value * 100 : value;
  const name = UNIT_NAMES[unit];
  return name ? `${digits(shown)} ${name}` : digits(shown);
}

/** Three digits that count below a thousand, whole numbers from there on: `0.0312`, `4.20`, `21.4`, `318`, `14,200`. */
export function digits(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 999.5) return Math.round(value).toLocaleString('en-US');
  if (Number.isInteger(value)) return String(value);
  const decimals = Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(size))));
  return value.toFixed(decimals);
}

/** A change as a share, with its sign: `+4.2 %`, `−12 %`. */
export function formatChange(change: number): string {
  if (change === 0) return '0 %';
  const shown = Math.abs(change * 100);
  const sign = change > 0 ? '+' : change < 0 ? '−' : '';
  return `${sign}${shown < 10 ? shown.toFixed(1) : Math.round(shown)} %`;
}

/** A moment in UTC, to the second: a report is read elsewhere than it was made. */
export function formatDate(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** How long: `24 min 20 s`, `41 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
