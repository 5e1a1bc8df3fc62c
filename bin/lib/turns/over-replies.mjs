// Sounds over a reply: words that stop it, words and noises that shall not, and its own echo.
import { askAndListen, harvest, TAIL_MS } from './harvest.mjs';
import { dropDb } from './levels.mjs';
import { rate, spread } from './rates.mjs';
import { delayTo } from './verdicts.mjs';

/** Typed, so that the user's voice is heard in the interruption alone. */
const LONG_WINDED = [
  'Tell me a long story about the sea.',
  'Explain in detail how a steam engine works.',
  'Describe a walk through a big old forest.',
  'Tell me everything about the planet Mars.',
  'What happened in the Roman Empire?',
  'Tell me a long story about a clever fox.',
  'Explain how bread is made, step by step.',
  'Describe what a day on a farm is like.',
  'Tell me about the history of trains.',
  'Explain why the seasons change.',
];
/** How long a reply is heard before somebody speaks over it. */
const INTO_REPLY_MS = 1200;
/** A sound that has not stopped the reply by then has not stopped it. */
const STOP_WITHIN_MS = 3000;
const A_VISIT = 30;
/** A reply lasts some seconds: a noise that went on would outlast it. */
const ASIDE_MS = 2000;
/** After a clip, for the app to make up its mind about what it heard. */
const DECIDE_MS = 500;

/** Asks for a long reply and waits until it is heard. @returns whether it is. */
async function longReply(session, number) {
  const before = await session.turnCount();
  await session.type(LONG_WINDED[number % LONG_WINDED.length]);
  return session.reach(['speaking'], before);
}

/** Ends whatever is still being answered, what the user said last included. */
async function endEverything(session) {
  // Longer than a transcript takes, in which nothing seems to be going on.
  while (await session.reach(['thinking', 'speaking'], Number.MAX_SAFE_INTEGER, 700)) {
    await session.stopReply();
    await session.page.waitForTimeout(50);
  }
}

/** Somebody speaks over a reply and wants it to stop. */
export async function measureBargeIn(session, pools, { n, query, log }) {
  const clips = pools.interruptions.slice(0, n);
  const rows = [];
  for (let from = 0; from < clips.length; from += A_VISIT) {
    await session.visit({ query });
    const part = [];
    for (const clip of clips.slice(from, from + A_VISIT)) {
      if (!(await longReply(session, rows.length + part.length))) continue;
      await session.page.waitForTimeout(INTO_REPLY_MS);
      await session.microphone.play(clip.path, { atMs: 0 }, { tailMs: TAIL_MS });
      const speaking = (await session.phase()) === 'speaking';
      part.push({ clip, speaking });
      await endEverything(session);
    }
    const { said, outputBetween } = await harvest(session);
    rows.push(...said.map((row, i) => ({ ...row, ...part[i], outputBetween })));
    log(`  ${rows.length} of ${clips.length} interruptions`);
  }
  const judged = rows.map(judgeBargeIn).filter(({ over }) => !over);
  const stopped = judged.filter(({ stoppedMs }) => stoppedMs !== undefined);
  return {
    n: judged.length,
    /** The reply was over before the words began or while they were said: nothing was left to stop. */
    repliesOver: rows.length - judged.length,
    duckedMs: spread(judged.map(({ duckedMs }) => duckedMs)),
    unducked: judged.filter(({ duckedMs }) => duckedMs === undefined).length,
    dropDb: spread(judged.map(({ droppedDb }) => droppedDb)),
    droppedBy12: rate(
      judged.filter(({ droppedDb }) => droppedDb >= 12).length,
      judged.filter(({ droppedDb }) => Number.isFinite(droppedDb)).length,
    ),
    silentMs: spread(stopped.map(({ silentMs }) => silentMs)),
    stopped: rate(stopped.length, judged.length),
    rows: judged.map(({ clip, ...row }) => ({ clip: clip.id, text: clip.text, what: clip.what, ...row })),
  };
}

function judgeBargeIn({ clip, heard, onsetAtMs, incidents, speaking, outputBetween }) {
  const duckedMs = delayTo(incidents, 'ducked', onsetAtMs, 1000);
  const stoppedMs = delayTo(incidents, 'stopped', onsetAtMs, STOP_WITHIN_MS);
  const silentMs = heard.bargeInStopMs;
  // Sound went on after the onset, or it was told to stop: otherwise the reply had ended by itself.
  const over = silentMs === undefined || (stoppedMs === undefined && !speaking);
  let droppedDb;
  if (duckedMs !== undefined && silentMs !== undefined) {
    const before = outputBetween(onsetAtMs - 800, onsetAtMs);
    const after = outputBetween(onsetAtMs + duckedMs + 10, onsetAtMs + silentMs);
    if (before && after) droppedDb = dropDb(before.samples, after.samples, before.sampleRateHz);
  }
  return { clip, over, duckedMs, stoppedMs, silentMs: stoppedMs === undefined ? undefined : silentMs, droppedDb };
}

/** A listener's words and noises over replies, one after the other for as long as a reply lasts. */
export async function measureAsides(session, pools, { n, query, log }) {
  // Every clip once, then again from the first: at another place in another reply it is another sound.
  const queue = Array.from({ length: n }, (_, i) => pools.asides[i % pools.asides.length]);
  const judged = [];
  let replies = 0;
  let raised = 0;
  while (queue.length && replies < n) {
    await session.visit({ query });
    const part = [];
    while (queue.length && part.length < A_VISIT * 2 && replies < n) {
      if (!(await longReply(session, replies++))) continue;
      await session.page.waitForTimeout(INTO_REPLY_MS / 2);
      while (queue.length && (await session.phase()) === 'speaking') {
        const clip = queue.shift();
        const options = { tailMs: TAIL_MS, soundMs: ASIDE_MS };
        const voiced = await session.microphone.play(clip.path, { atMs: 0 }, options);
        await session.page.waitForTimeout(DECIDE_MS);
        part.push({ clip, voiced, speaking: (await session.phase()) === 'speaking' });
      }
      await endEverything(session);
    }
    const { said } = await harvest(session);
    said.forEach(({ incidents, onsetAtMs, records }, i) => {
      const { clip, voiced, speaking } = part[i];
      const stopped = delayTo(incidents, 'stopped', onsetAtMs, STOP_WITHIN_MS) !== undefined;
      if (records.some(({ outcome }) => outcome !== 'no-speech')) raised++;
      // Only while the reply lasted could the sound have stopped it; what came too late is said again.
      if (stopped || speaking) {
        if (voiced) judged.push({ clip, stopped, ducked: delayTo(incidents, 'ducked', onsetAtMs, 1000) !== undefined });
      } else if (voiced) queue.push(clip);
    });
    log(`  ${judged.length} of ${n} sounds over ${replies} replies`);
  }
  const rateOf = (list) => rate(list.filter(({ stopped }) => stopped).length, list.length);
  return {
    all: rateOf(judged),
    clips: new Set(judged.map(({ clip }) => clip.id)).size,
    backchannels: rateOf(judged.filter(({ clip }) => clip.kind === 'backchannel')),
    noises: rateOf(judged.filter(({ clip }) => clip.kind === 'noise')),
    ducked: rate(judged.filter(({ ducked }) => ducked).length, judged.length),
    /** Turns that such a sound raised, with or without stopping the reply. */
    raised,
    replies,
    stoppedBy: judged.filter(({ stopped }) => stopped).map(({ clip }) => ({ clip: clip.id, text: clip.text })),
  };
}

/** The app's own sound comes back into the microphone while it answers. */
export async function measureEcho(session, pools, { n, echo = '-20dB,80ms', query, log }) {
  await session.visit({ query, echo });
  const clips = pools.questions.slice(0, n);
  for (const { path } of clips) await askAndListen(session, path);
  const halfDuplex = await session.page.getByText('does not listen while it speaks').count();
  const { said, told } = await harvest(session);
  log(`  ${clips.length} replies with echo`);
  const answered = said.filter(({ heard }) => heard.reply && !heard.early);
  // The user said nothing behind the clip: a turn decided after the reply began is the app's own voice.
  const raised = answered.flatMap(({ records, endAtMs, heard }) =>
    records.filter(({ decidedAtMs, outcome }) => decidedAtMs > endAtMs + heard.v2vMs && outcome !== 'no-speech'),
  );
  const during = (kinds) =>
    answered.reduce(
      (sum, { incidents, endAtMs, heard }) =>
        sum +
        incidents.filter(({ kind, atMs }) => kinds.includes(kind) && atMs > endAtMs + Math.max(200, heard.v2vMs))
          .length,
      0,
    );
  return {
    echo,
    replies: answered.length,
    replyMs: answered.reduce((sum, { heard }) => sum + heard.replyMs, 0),
    raised: raised.map(({ transcript, reply }) => ({ transcript, reply })),
    interrupted: told.turns.filter(({ outcome }) => outcome === 'interrupted').length,
    onsets: during(['onset']),
    ducked: during(['ducked']),
    ownVoiceHeard: during(['own-voice-heard']),
    halfDuplex: halfDuplex > 0,
  };
}
