// The goals of a conversation at human speed, beside what was measured. A goal is what we aim at; its bound must hold.

const ms = (value) => (value === undefined ? '–' : `${Math.round(value)} ms`);
const percent = (share) => (share === undefined ? '–' : `${(100 * share).toFixed(1)} %`);

/** `3/112 = 2.7 % (0.9–7.6)`: hits, n, and the 95 % interval. */
export const rateText = ({ hits, n, share, low, high }) =>
  n === 0 ? '–' : `${hits}/${n} = ${percent(share)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;

const spreadText = ({ p50, p95 }) => `${ms(p50)} / ${ms(p95)}`;

/** Whether a measured value keeps a limit; undefined when nothing was measured. */
const within = (value, limit) => (value === undefined ? undefined : value <= limit);

/** @param aim, bound whether each is kept; undefined: nothing was measured, or there is no such limit */
export function verdictOf(aim, bound) {
  if (aim === undefined && bound === undefined) return 'not measured';
  if (aim) return 'met';
  return bound ? 'within the bound' : 'NOT MET';
}

const both = (a, b) => (a === undefined || b === undefined ? undefined : a && b);

/** A row of times: the goal's p50 and p95, the bound's p50. */
function timeRow(goal, spread, { p50, p95, bound }) {
  const aim = p95 === undefined ? within(spread.p50, p50) : both(within(spread.p50, p50), within(spread.p95, p95));
  return {
    goal,
    aim: `p50 ≤ ${p50} ms${p95 === undefined ? '' : `, p95 ≤ ${p95} ms`}`,
    bound: `p50 ≤ ${bound} ms`,
    measured: spreadText(spread),
    n: spread.n,
    verdict: verdictOf(aim, within(spread.p50, bound)),
  };
}

function rateRow(goal, rate, { aim, bound }) {
  return {
    goal,
    aim: `≤ ${100 * aim} %`,
    bound: `≤ ${100 * bound} %`,
    measured: rateText(rate),
    n: rate.n,
    verdict: verdictOf(within(rate.share, aim), within(rate.share, bound)),
  };
}

const ROWS = {
  model: ({ perceivedMs, holes, partials }) => [
    timeRow('voice to voice, model reply', perceivedMs, { p50: 600, p95: 1000, bound: 800 }),
    holeRow(holes),
    partialRow(partials),
  ],
  skills: ({ perceivedMs, decisionToAudioMs }) => [
    timeRow('voice to voice, skill or cached reply', perceivedMs, { p50: 400, p95: 600, bound: 500 }),
    timeRow('decision to audio, skill and cached replies', decisionToAudioMs, { p50: 100, bound: 200 }),
  ],
  pauses: ({ decided }) => [rateRow('cut in while the user only paused', decided, { aim: 0.02, bound: 0.05 })],
  bargein: ({ duckedMs, silentMs, stopped, droppedBy12 }) => [
    {
      ...timeRow('barge-in: ducked by ≥ 12 dB after the onset', duckedMs, { p50: 100, bound: 150 }),
      note: `quieter by ≥ 12 dB in the recording: ${rateText(droppedBy12)}`,
    },
    {
      ...timeRow('barge-in: onset to silence', silentMs, { p50: 450, bound: 700 }),
      note: `stopped ${rateText(stopped)}`,
    },
  ],
  backchannels: ({ all }) => [rateRow('stopped by a backchannel or a noise', all, { aim: 0.05, bound: 0.1 })],
  echo: ({ replies, raised, interrupted, echo, onsets }) => [
    {
      goal: `answers itself (own reply fed back at ${echo})`,
      aim: '0',
      bound: '0',
      measured: `${raised.length} turns, ${interrupted} replies broken off, ${onsets} onsets`,
      n: replies,
      verdict: verdictOf(replies ? raised.length === 0 && interrupted === 0 : undefined, undefined),
    },
  ],
  firstTurn: (penalties) =>
    Object.entries(penalties).map(([kind, { first, later, percent: penalty, n }]) => ({
      goal: `first turn against the later ones, ${kind}`,
      aim: '≤ 15 % slower',
      bound: '–',
      measured: `${ms(first)} against ${ms(later)}: ${penalty >= 0 ? '+' : ''}${penalty.toFixed(0)} %`,
      n: n.join(' / '),
      verdict: verdictOf(within(Number.isFinite(penalty) ? penalty : undefined, 15), undefined),
    })),
};

function holeRow({ holes, replies, pauses, underruns, digital }) {
  return {
    goal: 'holes > 150 ms inside a reply',
    aim: '0',
    bound: '1 per 100 replies',
    measured: `${holes} (${underruns} underruns of any length, ${pauses} pauses, ${digital} of them digitally silent)`,
    n: replies,
    verdict: verdictOf(replies ? holes === 0 : undefined, replies ? holes / replies <= 0.01 : undefined),
  };
}

function partialRow({ firstMs, intervalsMs, without, clips }) {
  return {
    goal: 'first partial transcript after the onset, then every',
    aim: 'p50 ≤ 700 ms, then ≤ 500 ms',
    bound: '–',
    measured: `${spreadText(firstMs)}, then ${spreadText(intervalsMs)}`,
    n: `${firstMs.n}, ${intervalsMs.n}`,
    note: `${without} of ${clips} clips were over before their first`,
    verdict: verdictOf(both(within(firstMs.p50, 700), within(intervalsMs.p50, 500)), undefined),
  };
}

/** The rows of the table, in the order of the goals, for the sections that were measured. */
export function goalRows(results) {
  const order = ['model', 'skills', 'pauses', 'bargein', 'backchannels', 'echo', 'firstTurn'];
  const rows = order.filter((section) => results[section]).flatMap((section) => ROWS[section](results[section]));
  // Holes and partials are the last of the goals, though they come with the first section.
  const late = (row) => row.goal.startsWith('holes') || row.goal.startsWith('first partial');
  return [...rows.filter((row) => !late(row)), ...rows.filter(late)];
}
