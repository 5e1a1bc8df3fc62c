// Whether the user is cut short when they only paused.
import { harvest, TAIL_MS } from './harvest.mjs';
import { evenly, rate, spread } from './rates.mjs';
import { cutShort } from './verdicts.mjs';

/** Clips said before the page is opened anew: its recordings stay small and the conversation short. */
const A_VISIT = 40;

export async function measurePauses(session, pools, { n, query, log }) {
  const clips = evenly(pools.hesitations, n);
  const rows = [];
  for (let from = 0; from < clips.length; from += A_VISIT) {
    await session.visit({ query });
    const part = clips.slice(from, from + A_VISIT);
    for (const { path } of part) {
      const before = await session.turnCount();
      await session.microphone.play(path, { afterSilenceMs: 500 }, { tailMs: TAIL_MS });
      // The decision is all that is asked for: nobody has to hear the answer.
      if (await session.reach(['thinking', 'speaking'], before)) await session.stopReply();
      await session.rest(before);
    }
    const { said } = await harvest(session);
    rows.push(...said.map((row, i) => ({ ...row, clip: part[i] })));
    log(`  ${rows.length} of ${clips.length} hesitations`);
  }
  const verdicts = rows.map(({ records, endAtMs, heard, clip }) => {
    const verdict = cutShort(records, endAtMs);
    // What the probe heard of a reply during the clip counts whatever the app's records say.
    return { ...verdict, heard: verdict.heard || heard.early === true, clip, records };
  });
  const cuts = verdicts.filter(({ decided, heard }) => decided || heard);
  const behindClause = ({ clip }) => clip.place === 'clause';
  const delays = rows
    .filter(({ records, endAtMs }) => records.length === 1 && !cutShort(records, endAtMs).decided)
    .map(({ records, endAtMs }) => records[0].decidedAtMs - endAtMs);
  return {
    decided: rate(cuts.length, rows.length),
    heard: rate(verdicts.filter(({ heard }) => heard).length, rows.length),
    /** What stopped there could have been the whole: no judge of words can know. */
    behindClause: rate(cuts.filter(behindClause).length, verdicts.filter(behindClause).length),
    unheard: rows.filter(({ records }) => !records.length).length,
    /** How long after the end of a sentence with a hesitation in it the turn was decided. */
    delayMs: spread(delays),
    cuts: cuts.map(({ clip, heard, records }) => ({
      clip: clip.id,
      text: clip.text,
      heard,
      transcripts: records.map(({ transcript }) => transcript),
    })),
  };
}
