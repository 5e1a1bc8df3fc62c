import { html, nothing, svg, type TemplateResult } from 'lit';
import { dotPath } from './dots';
import type { HistoryChartView, HistoryPointView } from './history-view';

/** In CSS pixels: room for the words of both axes. */
const LEFT = 64;
const BOTTOM = 24;
const TOP = 10;
const RIGHT = 12;
/** Of a day's mark, with air. */
const MARK_WIDTH = 56;

export const PLOT_HEIGHT = 224;

/** Where a chart's values lie in a picture of so many pixels. */
export interface HistoryScale {
  x(atMs: number): number;
  y(value: number): number;
}

export function historyScale({ fromMs, toMs, top }: HistoryChartView, width: number): HistoryScale {
  const wide = Math.max(1, width - LEFT - RIGHT);
  const high = PLOT_HEIGHT - TOP - BOTTOM;
  return {
    x: (atMs) => LEFT + ((atMs - fromMs) / (toMs - fromMs)) * wide,
    y: (value) => TOP + (1 - value / top) * high,
  };
}

/**
 * Medians over time with their intervals. Runs that are alike are joined by a line and filled, others are hollow, those
 * that do not count are crosses. Each kind is one path: a history of hundreds costs a dozen elements.
 */
export function historyPlot(chart: HistoryChartView, width: number, at: HistoryPointView | undefined): TemplateResult {
  const { ticks, days, points, baseline } = chart;
  const { x, y } = historyScale(chart, width);
  const place = ({ atMs, median }: HistoryPointView): [number, number] => [x(atMs), y(median)];
  const of = (kind: HistoryPointView['kind']) => points.filter((point) => point.kind === kind);
  const like = of('like').map(place);
  const other = of('other').map(place);
  const invalid = of('invalid').map(place);
  const end = width - RIGHT;
  return html`<svg viewBox="0 0 ${width} ${PLOT_HEIGHT}" aria-hidden="true" focusable="false">
    ${svg`
      ${ticks.map(
        ({ value, words }) => svg`<line class="grid" x1=${LEFT} x2=${end} y1=${y(value)} y2=${y(value)}></line>
          <text x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${words}</text>`,
      )}
      ${spaced(days, x).map(({ atMs, words }) => svg`<text x=${x(atMs)} y=${PLOT_HEIGHT - 6} text-anchor="middle">${words}</text>`)}
      <path class="intervals apart" d=${intervals(
        points.filter(({ kind }) => kind !== 'like'),
        x,
        y,
      )}></path>
      <path class="intervals" d=${intervals(of('like'), x, y)}></path>
      <path class="line" d=${like.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('')}></path>
      ${
        baseline
          ? svg`<line class="baseline" x1=${LEFT} x2=${end} y1=${y(baseline.value)} y2=${y(baseline.value)}></line>
              <text class="of-baseline" x=${end} y=${y(baseline.value) - 5} text-anchor="end">${baseline.words}</text>`
          : nothing
      }
      <path class="other" d=${dotPath(other)}></path><path class="hole" d=${dotPath(other)}></path>
      <path class="cross" d=${invalid.map(([px, py]) => `M${(px - 3).toFixed(1)} ${(py - 3).toFixed(1)}l6 6m0 -6l-6 6`).join('')}></path>
      <path class="like" d=${dotPath(like)}></path>
      ${at ? svg`<circle class="at" cx=${x(at.atMs)} cy=${y(at.median)} r="7"></circle>` : nothing}`}
  </svg>`;
}

/** Marks that have room beside the one before. */
function spaced(days: HistoryChartView['days'], x: HistoryScale['x']): HistoryChartView['days'] {
  let lastX = Number.NEGATIVE_INFINITY;
  return days.filter(({ atMs }) => {
    if (x(atMs) - lastX < MARK_WIDTH) return false;
    lastX = x(atMs);
    return true;
  });
}

function intervals(points: readonly HistoryPointView[], x: HistoryScale['x'], y: HistoryScale['y']): string {
  return points
    .flatMap(({ atMs, low, high }) =>
      low === undefined || high === undefined
        ? []
        : `M${x(atMs).toFixed(1)} ${y(high).toFixed(1)}V${y(low).toFixed(1)}`,
    )
    .join('');
}
