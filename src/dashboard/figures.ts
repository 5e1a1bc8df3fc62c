/** Figures in words, in the language in use. Undefined stays undefined: what is not known is never written as 0. */
import { formatBytes, formatSeconds } from '../ui/format';
import { formatMoment } from '../ui/moments';
import { dashboardText } from '../ui/text/dashboard/words';
import { currentLocale, LOCALES } from '../ui/text/text';

const formats = new Map<string, Intl.NumberFormat>();

/** A number as the language in use writes it. */
export function numberText(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${currentLocale()} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(currentLocale(), options);
  formats.set(key, format);
  return format.format(value);
}

/** With exactly so many decimals, and without separators of thousands. */
export function decimalText(value: number, decimals: number): string {
  return numberText(value, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
}

/** With as many decimals as it needs, up to so many. */
function shortText(value: number, most: number): string {
  return numberText(value, { maximumFractionDigits: most, useGrouping: false });
}

/** Figures that begin with a sign: between words that run from right to left the sign would end up behind them. */
export function signed(words: string): string {
  const { direction } = LOCALES.find(({ locale }) => locale === currentLocale()) ?? LOCALES[0]!;
  return direction === 'rtl' ? `\u200e${words}` : words;
}

/** Per cent of 0 to 100 with so many decimals: `12%`, in German `12 %`. */
export function percentText(percent: number, decimals = 0): string {
  return numberText(percent / 100, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
}

/** `445 ms`, `1.24 s`. */
export function latencyWords(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatSeconds(ms, 1000);
}

/** Long sums as well: `2.96 s`, `12 min`, `3.4 h`. */
export function durationWords(ms: number | undefined): string | undefined {
  if (ms === undefined || ms < 120_000) return latencyWords(ms);
  const { min, h } = dashboardText().units;
  return ms < 7_200_000 ? min(decimalText(Math.round(ms / 60_000), 0)) : h(decimalText(ms / 3_600_000, 1));
}

/** A span that somebody chose or that is counted in whole seconds, without its unneeded digits: `60 s`, `2 min`. */
export function wholeDurationWords(ms: number): string {
  return ms < 120_000 ? limitWords(ms) : (durationWords(ms) ?? '');
}

/** A limit without its unneeded digits: `500 ms`, `2 s`, `1.5 s`. */
export function limitWords(ms: number): string {
  const { units } = dashboardText();
  return ms < 1000 ? units.ms(shortText(ms, 3)) : units.s(shortText(ms / 1000, 2));
}

/** Megabytes of 10^6 bytes: `640 MB`, `1.4 GB`. */
export function memoryWords(mb: number | undefined): string | undefined {
  return mb === undefined ? undefined : formatBytes(mb * 1e6);
}

/** A share of 0 to 1 in per cent: `0%` only for nothing at all, `0.4%` below one per cent. */
export function shareWords(share: number | undefined): string | undefined {
  if (share === undefined) return undefined;
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return signed(`<${percentText(0.1, 1)}`);
  const below = percent < 9.95 && !Number.isInteger(percent);
  return percentText(percent, below ? 1 : 0);
}

/** A rate or count: `0.4`, `3.2`, `12`, `1,204`. */
export function numberWords(
  value: number | undefined,
  digits = value !== undefined && value < 10 ? 1 : 0,
): string | undefined {
  return value === undefined ? undefined : numberText(value, { maximumFractionDigits: digits });
}

/** A whole count: `12`, `1,204`. */
export function countText(count: number): string {
  return numberText(count, { maximumFractionDigits: 0 });
}

/** `1 turn`, `12 turns`. */
export function turnsCounted(count: number): string {
  return dashboardText().counts.turns(count, countText(count));
}

/** The time of day, with the date when it was not today. */
export function momentWords(atMs: number, nowMs: number): string {
  const sameDay = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return sameDay ? formatMoment(atMs, 'timeS') : formatMoment(atMs, 'dayTime').replace(/[,،]/, '');
}
