/** Every sample of a series in the order of time. Outliers have a ring; none is left out. */
import type { Summary } from '../summarise';
import { html, type Markup } from './markup';

const WIDTH = 560;
const HEIGHT = 64;
const INSET = 6;
/** More than that are no dots any more: each column then shows the span of the samples that fall into it. */
const MAX_DOTS = 4000;

/** @param label What a screen reader says of it. */
export function sampleStrip(samples: readonly number[], summary: Summary, label: string): Markup {
  const { min, max, median, outliers } = summary;
  const y = (value: number) =>
    max > min ? round(HEIGHT - INSET - ((value - min) / (max - min)) * (HEIGHT - 2 * INSET)) : HEIGHT / 2;
  const x = (index: number) => round(INSET + ((index + 0.5) / samples.length) * (WIDTH - 2 * INSET));
  const middle = y(median);
  const rings =
    outliers.length <= MAX_DOTS &&
    outliers.map((index) => html`<circle class="ring" cx="${x(index)}" cy="${y(samples[index] ?? 0)}" r="4"/>`);
  return html`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}"><line class="middle" x1="0" x2="${WIDTH}" y1="${middle}" y2="${middle}"/>${samples.length > MAX_DOTS ? columns(samples, x, y) : dots(samples, x, y)}${rings}</svg>`;
}

export function isDotted(samples: readonly number[]): boolean {
  return samples.length <= MAX_DOTS;
}

type Place = (value: number) => number;

/** One path for all: a line of no length with round ends is a dot. */
function dots(samples: readonly number[], x: Place, y: Place): Markup {
  const size = samples.length <= 30 ? 'dots large' : samples.length <= 300 ? 'dots' : 'dots small';
  return html`<path class="${size}" d="${samples.map((value, index) => `M${x(index)} ${y(value)}h0`).join('')}"/>`;
}

function columns(samples: readonly number[], x: Place, y: Place): Markup {
  const spans = new Map<number, [low: number, high: number]>();
  for (const [index, value] of samples.entries()) {
    const column = Math.round(x(index));
    const span = spans.get(column);
    if (span) spans.set(column, [Math.min(span[0], value), Math.max(span[1], value)]);
    else spans.set(column, [value, value]);
  }
  const path = [...spans].map(([column, [low, high]]) => `M${column} ${y(low)}V${y(high)}`).join('');
  return html`<path class="dots small" d="${path}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
