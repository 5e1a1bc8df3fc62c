// What came of a clip, from the app's records and the probe's times. All times `…AtMs` are epoch milliseconds.

/** What two clocks' readings of one sample may differ by, in ms. */
const CLOCKS_MS = 30;

/**
 * Deals out things that happened to the clips during which, or after which, they did.
 * @param startsAtMs when the speech of each clip reached the app, rising
 * @param happened `timeOf` tells when each did
 * @returns a list for each clip; what came before the first clip is in none
 */
export function dealOut(startsAtMs, happened, timeOf = ({ atMs }) => atMs) {
  const lists = startsAtMs.map(() => []);
  for (const thing of happened) {
    const clip = startsAtMs.findLastIndex((startAtMs) => startAtMs <= timeOf(thing));
    if (clip >= 0) lists[clip].push(thing);
  }
  return lists;
}

/** The record that answered, or else one that was heard, or the last one: a clip with a pause in it may have raised several. */
export const mainRecord = (records) =>
  records.findLast(({ outcome }) => outcome === 'answered') ??
  records.findLast(({ milestones }) => milestones) ??
  records.at(-1);

/**
 * Whether the user was cut short.
 * @param records turns that the clip raised
 * @param speechEndAtMs the clip's last voiced sample as it reached the app
 * @returns `decided`: a turn was decided before the user had ended. `heard`: and the user noticed, since it was answered
 * aloud or its question stayed in two pieces; a turn that was taken back before a sound of it was heard went by unnoticed.
 */
export function cutShort(records, speechEndAtMs) {
  const early = records.filter(
    ({ decidedAtMs, outcome, input }) =>
      input === 'voice' && outcome !== 'no-speech' && decidedAtMs < speechEndAtMs - CLOCKS_MS,
  );
  const takenBack = ({ outcome, milestones }) => outcome === 'interrupted' && !milestones;
  return { decided: early.length > 0, heard: early.some((record) => !takenBack(record)) };
}

/** Milliseconds from one time to the first thing of a kind after it; undefined when there is none within `withinMs`. */
export function delayTo(incidents, kind, fromAtMs, withinMs = Number.POSITIVE_INFINITY) {
  const found = incidents.find((incident) => incident.kind === kind && incident.atMs >= fromAtMs);
  const delayMs = found && found.atMs - fromAtMs;
  return delayMs !== undefined && delayMs <= withinMs ? delayMs : undefined;
}

/**
 * How the words appear while one clip is spoken.
 * @returns `firstMs`: from the onset to the first partial, undefined when none came. `intervalsMs`: between partials up to the
 * end of the speech; the wait that the end of the speech broke off counts where it was longer than the longest before it.
 */
export function partialTimes(incidents, onsetAtMs, speechEndAtMs) {
  const times = incidents
    .filter(({ kind, atMs }) => kind === 'partial' && atMs >= onsetAtMs && atMs <= speechEndAtMs)
    .map(({ atMs }) => atMs);
  const intervalsMs = times.slice(1).map((atMs, i) => atMs - times[i]);
  const openMs = times.length ? speechEndAtMs - times.at(-1) : undefined;
  if (openMs !== undefined && openMs > Math.max(0, ...intervalsMs)) intervalsMs.push(openMs);
  return { firstMs: times.length ? times[0] - onsetAtMs : undefined, intervalsMs };
}
