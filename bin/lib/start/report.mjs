// Starts as a table.
import { median, round } from '../statistics.mjs';

/** From the beginning of the navigation until it can be talked to. */
const GOAL_READY_MS = 5000;

const FIGURES = [
  ['First picture', ({ firstPaintMs }) => firstPaintMs],
  ['Ready to talk, from the start of the navigation', ({ readyMs }) => readyMs],
  ['Listening, from the press of the button', ({ listeningMs }) => listeningMs],
];

const STEPS = [
  ['read', 'readMs'],
  ['create', 'createMs'],
  ['warm up', 'warmUpMs'],
];

const worst = (values) => Math.max(...values.filter(Number.isFinite));

/** Median and worst of each figure in ms, and of each model's steps; whether the median start is soon enough. */
export function summariseStarts(rows) {
  const of = (read) => {
    const values = rows.map(read);
    return { medianMs: round(median(values)), worstMs: round(worst(values)) };
  };
  const models = Object.keys(rows[0]?.loads ?? {}).map((id) => ({
    id,
    steps: Object.fromEntries(STEPS.map(([name, key]) => [name, of(({ loads }) => loads[id]?.[key])])),
  }));
  const figures = FIGURES.map(([name, read]) => ({ name, ...of(read) }));
  return { figures, models, withinGoal: median(rows.map(({ readyMs }) => readyMs)) <= GOAL_READY_MS };
}

export function startReport({ machine, rows, summary }) {
  const busy = rows.map(({ busyPercent }) => busyPercent);
  return [
    `${rows.length} starts of the browser on a profile with all models: ${machine.browser}, ${machine.cores} cores ` +
      `(${machine.processor}). Before the starts other work took ${round(median(busy)) ?? '?'} % of the cores ` +
      `(at most ${busy.some((value) => value === undefined) ? '?' : worst(busy)} %).`,
    '',
    '| | median | worst |',
    '|---|---:|---:|',
    ...summary.figures.map(({ name, medianMs, worstMs }) => `| ${name} | ${medianMs} ms | ${worstMs} ms |`),
    '',
    `| Model, all loaded at once | ${STEPS.map(([name]) => name).join(' | ')} |`,
    '|---|---:|---:|---:|',
    ...summary.models.map(
      ({ id, steps }) => `| ${id} | ${STEPS.map(([name]) => `${steps[name].medianMs} ms`).join(' | ')} |`,
    ),
    '',
    `Ready within ${GOAL_READY_MS / 1000} s: ${summary.withinGoal ? 'yes' : 'no'}.`,
  ].join('\n');
}
