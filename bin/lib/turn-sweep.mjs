// Cut-ins against delay: what the judge of the end of a turn does to labelled clips, for several curves and settings.
import { median, percentile } from './statistics.mjs';
import { openModules } from './turn-models.mjs';
import { rate } from './turns/rates.mjs';

export { collectEvidence, keptEvidence, readClips } from './turn-evidence.mjs';

const FRAME_MS = 32;
/**
 * When each witness has spoken, counted from the last voiced frame: the pause is seen after 96 ms, the transcript takes about
 * 110 and the model's look at the question about 140 more (shared measurement of the pipeline, 2 threads); the audio model
 * takes 100 and would run beside the language model.
 */
const KNOWN_AFTER_MS = { text: 210, turn: 330, model: 350 };

/** Probability that a final pause gets a higher value than another one; 0.5 is chance. Ties count half. */
export function areaUnderCurve(finals, others) {
  let wins = 0;
  for (const a of finals) for (const b of others) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (finals.length * others.length);
}

/** The model's probability as the app is told it: without a final mark, the end or a mark that ends a sentence. */
export const endProbabilityOf = (pause) => pause.model && pause.model.system.end + pause.model.system.marks;

/**
 * One clip under one judge. The judge is asked when the transcript is there and again when more is known, as the page does it.
 * @param judge evidence to milliseconds of silence
 * @returns whether it was cut short, and how long after the last sample of speech it ended otherwise
 */
export function play({ pauses }, judge, { useModel = true, useTurn = false } = {}) {
  for (const pause of pauses) {
    const { text, skill, averageLogProbability } = pause;
    const later = [];
    // A skill's turn never asks the model.
    if (useModel && !skill)
      later.push({ afterMs: KNOWN_AFTER_MS.model, add: { endProbability: endProbabilityOf(pause) } });
    if (useTurn) later.push({ afterMs: KNOWN_AFTER_MS.turn, add: { turnScore: pause.turnScore } });
    later.sort((a, b) => a.afterMs - b.afterMs);
    let evidence = { text, skill, averageLogProbability, endProbability: undefined, turnScore: undefined };
    let endMs = Math.max(KNOWN_AFTER_MS.text, judge(evidence));
    for (const { afterMs, add } of later) {
      if (endMs < afterMs) break;
      evidence = { ...evidence, ...add };
      endMs = Math.max(afterMs, judge(evidence));
    }
    endMs = Math.ceil(endMs / FRAME_MS) * FRAME_MS;
    if (pause.silentMs === undefined) return { cut: false, delayMs: endMs + pause.detectorLagMs };
    if (endMs <= pause.silentMs) return { cut: true, delayMs: undefined };
  }
  return { cut: false, delayMs: undefined };
}

/** Plays all clips. @returns cut-ins among hesitations, and delays of model questions, skill questions and hesitations. */
export function measure(evidence, judge, options) {
  const played = evidence.map((clip) => ({ clip, ...play(clip, judge, options) }));
  const hesitations = played.filter(({ clip }) => clip.kind === 'hesitation');
  const whole = played.filter(({ clip }) => clip.kind !== 'hesitation');
  const delays = (list) => list.map(({ delayMs }) => delayMs).filter((ms) => ms !== undefined);
  const bySkill = (skill) => delays(whole.filter(({ clip }) => Boolean(clip.pauses.at(-1)?.skill) === skill));
  return {
    n: hesitations.length,
    cuts: hesitations.filter(({ cut }) => cut).length,
    easy: hesitations.filter(({ clip }) => clip.place !== 'clause').length,
    easyCuts: hesitations.filter(({ cut, clip }) => cut && clip.place !== 'clause').length,
    wholeN: whole.length,
    wholeCuts: whole.filter(({ cut }) => cut).length,
    modelMs: bySkill(false),
    skillMs: bySkill(true),
    hesitationMs: delays(hesitations),
    cutClips: played.filter(({ cut }) => cut).map(({ clip }) => clip),
  };
}

/** The rows of the sweep over evidence as `collectEvidence` gives it: fixed silences, then our judge with one thing changed. */
export async function sweep(evidence) {
  const modules = await openModules();
  const { END_OF_TURN_CURVE: shipped, requiredSilenceMs } = await modules.load('/src/agent/end-of-turn.ts');
  await modules.close();
  const judged =
    (curve, patience = 'normal') =>
    (known) =>
      requiredSilenceMs(known, patience, curve);
  const hasTurn = evidence.some(({ pauses }) => pauses.some(({ turnScore }) => turnScore !== undefined));
  const rows = [400, 600, 800].map((ms) => ({ name: `fixed ${ms} ms`, judge: () => ms }));
  const add = (name, judge, options) => rows.push({ name, judge, options });
  add('shipped', judged(shipped));
  add('shipped, quick', judged(shipped, 'quick'));
  add('shipped, patient', judged(shipped, 'patient'));
  add('words alone', judged(shipped), { useModel: false });
  add('model alone', judged({ ...shipped, shape: noShapes(shipped) }));
  if (hasTurn) add('with smart-turn', judged(shipped), { useTurn: true });
  for (const doubtMs of [450, 600, 760]) add(`doubt ${doubtMs} ms`, judged({ ...shipped, doubtMs }));
  for (const factor of [0.5, 2]) {
    const model = { ...shipped.model, weight: factor * shipped.model.weight };
    add(`model's vote × ${factor}`, judged({ ...shipped, model }));
  }
  add('recogniser believed', judged({ ...shipped, unsure: { ...shipped.unsure, vote: 0 } }));
  for (const openMs of [900, 1050]) add(`open ${openMs} ms`, judged({ ...shipped, openMs }));
  return rows.map(({ name, judge, options }) => ({ name, ...measure(evidence, judge, options) }));
}

const noShapes = ({ shape }) => Object.fromEntries(Object.keys(shape).map((key) => [key, 0]));

const percent = (hits, n) => {
  const { low, high } = rate(hits, n);
  const shown = (share) => (100 * share).toFixed(1);
  return `${hits}/${n} = ${shown(hits / Math.max(1, n))} % (${shown(low)}–${shown(high)})`;
};
const spread = (ms) =>
  ms.length ? `${Math.round(median(ms))} / ${Math.round(percentile(ms, 0.95))} (n=${ms.length})` : '–';

/** The sweep as a Markdown table; delays are median / 95th percentile in ms from the last sample of speech. */
export function sweepTable(rows) {
  const lines = rows.map((row) =>
    [
      row.name,
      percent(row.cuts, row.n),
      `${row.easyCuts}/${row.easy}`,
      `${row.wholeCuts}/${row.wholeN}`,
      spread(row.modelMs),
      spread(row.skillMs),
      spread(row.hesitationMs),
    ].join(' | '),
  );
  const head = [
    'judge',
    'cut-ins (95 %)',
    'of them, not behind a whole clause',
    'cut inside a whole request',
    'delay, model',
    'delay, skill',
    'delay, after a hesitation',
  ].join(' | ');
  return [`| ${head} |`, `|${'---|'.repeat(7)}`, ...lines.map((line) => `| ${line} |`)].join('\n');
}
