// Both assistants live: each hears the same clips in real time, one after the other, and the probe hears both.
import { askAndListen, harvest } from '../turns/harvest.mjs';
import { cutShort, mainRecord } from '../turns/verdicts.mjs';

/** Turns at the start that do not count, on both sides. */
const WARM_UP = 1;
/** Caches would answer what was asked before: every question is worked on. */
export const LIVE_QUERY = 'without=phraseCache';

/** Milliseconds after the last voiced sample at which each step of a turn was done. */
const STEPS = {
  decided: { theirs: ({ turn }) => turn.decidedAtMs, ours: ({ milestones }) => milestones.turnDecided },
  transcript: { theirs: ({ turn }) => turn.transcriptAtMs, ours: ({ milestones }) => milestones.transcriptReady },
  text: { theirs: ({ turn }) => turn.firstSentenceAtMs, ours: ({ milestones }) => milestones.firstClause },
  pcm: { theirs: ({ turn }) => turn.firstPcmAtMs, ours: ({ milestones }) => milestones.firstPcm },
};

/**
 * Asks every clip of both, in turn, and in changing order.
 * @param {{ id: string, path: string, text: string }[]} clips
 * @returns rows of `{ clip, theirs, ours }`, the warm-up's left out
 */
export async function liveTurns({ session, peer, clips, log }) {
  await session.visit({ query: LIVE_QUERY });
  await peer.listen();
  const asked = [...clips.slice(0, WARM_UP), ...clips];
  const askOurs = async (path) => {
    await session.page.bringToFront();
    await askAndListen(session, path);
  };
  for (const [i, { path }] of asked.entries()) {
    const both = [() => peer.ask(path), () => askOurs(path)];
    for (const ask of i % 2 ? both.reverse() : both) await ask();
    if (i % 5 === 0) log(`  ${i + 1} of ${asked.length} questions`);
  }
  const theirs = await peer.harvest();
  const { said: ours } = await harvest(session);
  return asked.map((clip, i) => ({ clip, theirs: theirs[i], ours: ours[i] })).slice(WARM_UP);
}

/** Why a turn of theirs cannot be compared; undefined when it can. */
function faultOfTheirs({ heard, turns }) {
  if (turns.length !== 1) return turns.length ? 'split in two' : 'not heard';
  if (turns[0].failed) return turns[0].failed;
  if (heard.early) return 'cut in';
  return heard.reply ? undefined : 'no answer';
}

function faultOfOurs({ heard, records, endAtMs }) {
  if (cutShort(records, endAtMs).decided || heard.early) return 'cut in';
  return mainRecord(records)?.milestones && heard.reply ? undefined : 'no answer';
}

/** Each row with its times, in ms after the last voiced sample, and why it cannot be compared if so. */
export function timedRows(rows) {
  return rows.map(({ clip, theirs, ours }) => {
    const faults = { theirs: faultOfTheirs(theirs), ours: faultOfOurs(ours) };
    const record = mainRecord(ours.records);
    const turn = theirs.turns.at(-1);
    const row = {
      clip: clip.id,
      text: clip.text,
      route: record?.route,
      faults,
      transcripts: { theirs: turn?.transcript ?? '', ours: record?.transcript ?? '' },
      replies: { theirs: turn?.reply ?? '', ours: record?.reply ?? '' },
    };
    if (faults.theirs || faults.ours) return row;
    const times = Object.fromEntries(
      Object.entries(STEPS).map(([step, of]) => [
        step,
        { theirs: of.theirs({ turn }) - theirs.endAtMs, ours: of.ours(record) - record.milestones.speechEnd },
      ]),
    );
    const heard = { theirs: theirs.heard.perceivedMs, ours: ours.heard.perceivedMs };
    return { ...row, times: { ...times, heard }, theirWholeAnswerMs: turn.answeredAtMs - theirs.endAtMs };
  });
}
