// What a conversation left behind, clip by clip: the probe's row and the app's own records beside it.
import { dealOut } from './verdicts.mjs';

/** Silence kept behind a clip: the microphone is silent anyway until the next one. */
export const TAIL_MS = 250;

/**
 * Everything that was heard and told since the page was opened.
 * @returns `said`: for each clip its probe row (`heard`), its edges as they reached the app, and the voice turns and incidents
 * from its onset to the next one's. `told`: all of the app's records. `outputBetween`: samples of what the app played.
 */
export async function harvest(session) {
  const { rows, taps, dateMinusPerf } = await session.microphone.recording();
  const told = await session.diagnostics();
  const edges = rows.map((heard) => ({
    onsetAtMs: session.timeOriginMs + heard.speechStart,
    endAtMs: session.timeOriginMs + heard.speechEnd,
  }));
  const starts = edges.map(({ onsetAtMs }) => onsetAtMs);
  const spoken = told.turns.filter(({ input }) => input === 'voice');
  const records = dealOut(starts, spoken, ({ decidedAtMs }) => decidedAtMs);
  const incidents = dealOut(starts, told.incidents);
  const said = rows.map((heard, i) => ({ heard, ...edges[i], records: records[i], incidents: incidents[i] }));
  const outputs = taps.filter(({ kind, runs }) => kind === 'out' && runs.length);
  const outputBetween = (fromAtMs, toAtMs) => {
    const dates = [fromAtMs, toAtMs].map((atMs) => atMs - session.timeOriginMs + dateMinusPerf);
    for (const tap of outputs) {
      const [from, to] = dates.map((date) => tap.frameAt(date));
      if (tap.runs.some(({ f0, f1 }) => f0 < to && f1 > from)) {
        return { samples: tap.slice(from, to), sampleRateHz: tap.sr };
      }
    }
    return undefined;
  };
  return { said, told, outputBetween };
}

/** Says a clip, and ends the reply once it was heard for a moment. */
export async function askBriefly(session, path) {
  const before = await session.turnCount();
  await session.microphone.play(path, { afterSilenceMs: 500 }, { tailMs: TAIL_MS });
  if (await session.reach(['speaking'], before)) {
    // Longer than any sound that the probe takes for an earcon (80 ms).
    await session.page.waitForTimeout(300);
    await session.stopReply();
  }
  await session.rest(before);
}

/** Says a clip, and hears the reply out. */
export async function askAndListen(session, path) {
  const before = await session.turnCount();
  await session.microphone.play(path, { afterSilenceMs: 500 }, { tailMs: TAIL_MS });
  await session.rest(before);
}
