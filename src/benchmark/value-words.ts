/** Measured values in words, by their unit. */
import { memoryWords, numberText, numberWords, percentText, shareWords, signed } from '../dashboard/figures';
import type { Unit } from '../store/benchmark-run';
import { formatSeconds } from '../ui/format';
import { benchmarkText } from '../ui/text/benchmark/words';
import { dashboardText } from '../ui/text/dashboard/words';

/** Three digits, whatever their places. */
const THREE = { minimumSignificantDigits: 3, maximumSignificantDigits: 3, useGrouping: false } as const;

/** `0.124 ms`, `4.50 ms`, `44.5 ms`, `445 ms`, `1.24 s`, `0 ms`: three digits, for some things take microseconds. */
function millisecondsWords(ms: number): string {
  const size = Math.abs(ms);
  const words =
    size === 0 || size >= 99.95 ? formatSeconds(size, 1000) : dashboardText().units.ms(numberText(size, THREE));
  return ms < 0 ? signed(`−${words}`) : words;
}

/** A value with its unit: `445 ms`, `12.4 per s`, `640 MB`, `1.2%`, `150`, `0.312`. */
export function valueWords(unit: Unit, value: number): string {
  switch (unit) {
    case 'ms':
      return millisecondsWords(value);
    case 'per_s':
      return dashboardText().units.perS(numberWords(value, digitsOf(value)) ?? '');
    case 'mb':
      return value < 0 ? signed(`−${memoryWords(-value)}`) : (memoryWords(value) ?? '');
    case 'share':
      return shareWords(value) ?? '';
    case 'count':
      return numberWords(value, Number.isInteger(value) ? 0 : 1) ?? '';
    case 'ratio':
      return numberText(value, THREE);
  }
}

/** Both ends: `430 to 460 ms` where they share a unit, else both in full. */
export function intervalWords(unit: Unit, [low, high]: readonly [number, number]): string {
  const [from, to] = [valueWords(unit, low), valueWords(unit, high)];
  const suffix = / .+$/.exec(to)?.[0];
  const { range } = benchmarkText();
  return suffix && from.endsWith(suffix) ? range(from.slice(0, -suffix.length), to) : range(from, to);
}

/** A signed change of a share: `+12.4%`, `−3.0%`, `0.0%`. */
export function changeWords(share: number): string {
  const percent = share * 100;
  const digits = Math.abs(percent) < 99.95 ? 1 : 0;
  const words = percentText(Math.abs(percent), digits);
  if (Math.abs(percent) < 0.05) return words;
  return signed(`${percent > 0 ? '+' : '−'}${words}`);
}

function digitsOf(value: number): number {
  return value < 0.995 ? 2 : value < 99.5 ? 1 : 0;
}
