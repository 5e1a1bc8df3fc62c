/** Figures as the page writes them, in the language in use unless another is named. No element, tested in Node. */
import { currentLocale, type Locale } from './text/text';

interface Units {
  /** Bytes, and thousands, millions and billions of them. */
  bytes: readonly [string, string, string, string];
  ms: string;
  s: string;
}

const UNITS: Record<Locale, Units> = {
  en: { bytes: ['B', 'kB', 'MB', 'GB'], ms: 'ms', s: 's' },
  de: { bytes: ['B', 'kB', 'MB', 'GB'], ms: 'ms', s: 's' },
  ar: { bytes: ['بايت', 'ك.ب', 'م.ب', 'غ.ب'], ms: 'م.ث', s: 'ث' },
};

const formats = new Map<string, Intl.NumberFormat>();

/** A number with so many decimals, without separators of thousands. */
function decimal(value: number, decimals: number, locale: Locale): string {
  const key = `${locale}${decimals}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: false,
    });
  formats.set(key, format);
  return format.format(value);
}

/**
 * Bytes in decimal units, as browsers and shops count them: `640 kB`, `9.4 MB`, `198 MB`.
 * One decimal below ten of a unit, none above; negative and non-finite numbers read as `0 B`.
 */
export function formatBytes(sizeBytes: number, locale = currentLocale()): string {
  const units = UNITS[locale].bytes;
  let value = Number.isFinite(sizeBytes) ? Math.max(0, sizeBytes) : 0;
  let unit = 0;
  // 999.5 would be written as "1000": it belongs to the next unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const decimals = unit > 0 && value < 9.95 ? 1 : 0;
  return `${decimal(value, decimals, locale)} ${units[unit]}`;
}

/**
 * Milliseconds for a reader: `850 ms` below `thresholdMs`, `0.92 s` above, `12.4 s` from ten seconds on.
 * The threshold is 0 for totals, which always read in seconds, and 1000 for their parts.
 */
export function formatSeconds(ms: number, thresholdMs = 0, locale = currentLocale()): string {
  const units = UNITS[locale];
  const value = Number.isFinite(ms) ? Math.max(0, ms) : 0;
  if (Math.round(value) < thresholdMs) return `${decimal(Math.round(value), 0, locale)} ${units.ms}`;
  const seconds = value / 1000;
  return `${decimal(seconds, seconds < 9.995 ? 2 : 1, locale)} ${units.s}`;
}

/** Whole per cent of `part` in `whole`, within 0 and 100; 0 when there is no whole. */
export function percent(part: number, whole: number): number {
  if (!(whole > 0) || !Number.isFinite(part)) return 0;
  return Math.min(100, Math.max(0, Math.floor((part / whole) * 100)));
}

const percents = new Map<Locale, Intl.NumberFormat>();

/** Whole per cent as they are written: `42%`, in German `42 %`. */
export function formatPercent(wholePercent: number, locale = currentLocale()): string {
  const format = percents.get(locale) ?? new Intl.NumberFormat(locale, { style: 'percent' });
  percents.set(locale, format);
  return format.format(wholePercent / 100);
}
