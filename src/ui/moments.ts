/** Moments as the pages of figures write them, in the language in use: 24 hours, so that columns stay narrow. */
import { currentLocale, type Locale } from './text/text';

const HOURS = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;

const STYLES = {
  time: HOURS,
  timeS: { ...HOURS, second: '2-digit' },
  day: DAY,
  dayTime: { ...DAY, ...HOURS },
  yearDayTime: { ...DAY, year: 'numeric', ...HOURS },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type MomentStyle = keyof typeof STYLES;

/** English days come before their months here. */
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de', ar: 'ar' };

const formats = new Map<string, Intl.DateTimeFormat>();

/** @param atMs since the Unix epoch. */
export function formatMoment(atMs: number, style: MomentStyle): string {
  const locale = currentLocale();
  const key = `${locale} ${style}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(TAGS[locale], STYLES[style]);
  formats.set(key, format);
  return format.format(atMs);
}
