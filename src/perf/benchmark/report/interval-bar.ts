/** A series as a small drawing: its range as a line, the interval of its median as a bar, the median as a tick. */
import type { Summary } from '../summarise';
import { html, type Markup } from './markup';

const WIDTH = 150;
const HEIGHT = 18;
const INSET = 3;

/** From zero to the largest sample, so that a narrow bar means a narrow interval. The figures stand beside it. */
export function intervalBar({ min, max, median, interval95 }: Summary): Markup {
  const low = Math.min(0, min);
  const at = scale(low, max > low ? max : low + 1);
  return drawing(
    html`<line class="range" x1="${at(min)}" x2="${at(max)}" y1="${HEIGHT / 2}" y2="${HEIGHT / 2}"/>${interval95 && bar(at, interval95)}<line class="tick" x1="${at(median)}" x2="${at(median)}" y1="2" y2="${HEIGHT - 2}"/>`,
  );
}

/** A change with its interval around none; `reach` is the largest change of the table, as a share. */
export function changeBar(change: number, interval: readonly [number, number] | undefined, reach: number): Markup {
  const at = scale(-reach, reach);
  const within = (value: number) => Math.max(-reach, Math.min(reach, value));
  return drawing(
    html`<line class="zero" x1="${at(0)}" x2="${at(0)}" y1="0" y2="${HEIGHT}"/>${interval && bar(at, [within(interval[0]), within(interval[1])])}<line class="tick" x1="${at(within(change))}" x2="${at(within(change))}" y1="2" y2="${HEIGHT - 2}"/>`,
  );
}

function drawing(inner: Markup): Markup {
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true">${inner}</svg>`;
}

function bar(at: (value: number) => number, [from, to]: readonly [number, number]): Markup {
  const x = at(from);
  // An interval without width is still seen.
  const width = Math.max(2, at(to) - x);
  return html`<rect class="interval" x="${x}" y="5" width="${round(width)}" height="${HEIGHT - 10}" rx="1.5"/>`;
}

function scale(low: number, high: number): (value: number) => number {
  return (value) => round(INSET + ((value - low) / (high - low)) * (WIDTH - 2 * INSET));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
