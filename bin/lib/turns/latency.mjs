// Voice to voice, by the probe: questions that the language model answers, heard out, and questions that a skill takes.
import { median } from '../statistics.mjs';
import { askAndListen, askBriefly, harvest } from './harvest.mjs';
import { longestSilenceMs } from './levels.mjs';
import { spread } from './rates.mjs';
import { cutShort, mainRecord, partialTimes } from './verdicts.mjs';

export const PARTS = ['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'];
/** The goal's own bound. */
const HOLE_MS = 150;
const WARM_UP = 2;

/**
 * What is measured of turns that were answered aloud.
 * @param rows of `harvest`, with `record`, the one that answered
 */
function latencies(rows) {
  const of = (value) => spread(rows.map(value));
  const milestones = ({ record }) => record.milestones;
  return {
    perceivedMs: of(({ heard }) => heard.perceivedMs),
    /** The same by the app's own trace. */
    tracedMs: of(({ record }) => record.totalMs),
    decisionToAudioMs: of((row) => milestones(row).firstAudible - milestones(row).turnDecided),
    parts: Object.fromEntries(PARTS.map((part) => [part, median(rows.map(({ record }) => record.parts[part]))])),
  };
}

/** Rows whose question was answered aloud and not before it was over. */
const answeredRows = (rows) =>
  rows
    .map((row) => ({ ...row, record: mainRecord(row.records) }))
    .filter(({ record, heard, endAtMs, records }) => {
      return record?.milestones && heard.reply && !heard.early && !cutShort(records, endAtMs).decided;
    });

/** Holes of one reply: what the probe found silent, and whether it was silent because nothing had been made yet. */
function holesOf({ heard, record, endAtMs }, outputBetween) {
  if (!heard.reply) return undefined;
  const firstAtMs = endAtMs + heard.v2vMs;
  const silences = heard.gaps.holes.map(({ atMs, ms }) => {
    const output = outputBetween(firstAtMs + atMs, firstAtMs + atMs + ms);
    return { atMs, ms, digitalMs: output ? longestSilenceMs(output.samples, output.sampleRateHz) : ms };
  });
  return { silences, underruns: record.work.underruns ?? 0, stretchedMs: heard.replyMs - record.work.replyAudioMs };
}

function holes(rows, outputBetween) {
  const replies = rows
    .filter(({ record }) => record.outcome === 'answered')
    .map((row) => ({ text: row.record.reply, ...holesOf(row, outputBetween) }));
  const sum = (count) => replies.reduce((total, reply) => total + count(reply), 0);
  return {
    replies: replies.length,
    /** Times the player had nothing to play in mid-reply, of any length, as it counts itself. */
    underruns: sum(({ underruns }) => underruns),
    /** Pauses over 150 ms that the probe heard, those that the voice makes between clauses included. */
    pauses: sum(({ silences }) => silences.length),
    /** Of these, silent beyond what a made voice ever is, for longer than the bound. */
    digital: sum(({ silences }) => silences.filter(({ digitalMs }) => digitalMs > HOLE_MS).length),
    /** Both witnesses agree: the player ran dry in this reply, and the probe heard it. */
    holes: sum(({ silences, underruns }) =>
      Math.min(underruns, silences.filter(({ digitalMs }) => digitalMs > HOLE_MS).length),
    ),
    withPauses: replies.filter(({ silences, underruns }) => silences.length || underruns),
  };
}

function partials(rows) {
  const times = rows.map(({ incidents, onsetAtMs, endAtMs }) => partialTimes(incidents, onsetAtMs, endAtMs));
  return {
    clips: rows.length,
    /** Clips that were over before a word of them was shown. */
    without: times.filter(({ firstMs }) => firstMs === undefined).length,
    firstMs: spread(times.map(({ firstMs }) => firstMs)),
    intervalsMs: spread(times.flatMap(({ intervalsMs }) => intervalsMs)),
  };
}

/** Questions for the language model, every cache off, each reply heard out. */
export async function measureModel(session, pools, { n, query, log }) {
  await session.visit({ query });
  const clips = pools.questions;
  let asked = 0;
  let answered = 0;
  for (const { path } of clips) {
    // Warm: the first two are said and not counted. Some of the clips may be a skill's, and more are said then.
    if (answered >= n + WARM_UP) break;
    const before = await session.turnCount();
    await askAndListen(session, path);
    const records = await session.page.evaluate((from) => window.sotto.turns.slice(from), before);
    if (records.some(({ route }) => route === 'model')) answered++;
    if (++asked % 10 === 0) log(`  ${answered} questions answered by the model, ${asked} asked`);
  }
  const { said, outputBetween } = await harvest(session);
  const counted = said.slice(WARM_UP).map((row, i) => ({ ...row, clip: clips[i + WARM_UP] }));
  const rows = answeredRows(counted).filter(({ record }) => record.route === 'model');
  return {
    asked: counted.length,
    cutShort: counted.filter(({ records, endAtMs }) => cutShort(records, endAtMs).decided).length,
    unanswered: counted.filter(({ heard }) => !heard.reply).length,
    ...latencies(rows),
    holes: holes(rows, outputBetween),
    partials: partials(counted),
    rows: rows.map(told),
  };
}

/** Questions that a skill takes, as shipped; each reply is ended once it was heard for a moment. */
export async function measureSkills(session, pools, { n, query, log }) {
  await session.visit({ query });
  // Every question once, then again from the first: asked a second time its reply may come from the phrase cache.
  const pool = pools.skillQuestions;
  const clips = Array.from({ length: n + WARM_UP }, (_, i) => pool[i % pool.length]);
  for (const { path } of clips) await askBriefly(session, path);
  log(`  ${clips.length} asked`);
  const { said } = await harvest(session);
  const counted = said.slice(WARM_UP).map((row, i) => ({ ...row, clip: clips[i + WARM_UP] }));
  const rows = answeredRows(counted).filter(({ record }) => record.route !== 'model');
  return {
    asked: counted.length,
    cutShort: counted.filter(({ records, endAtMs }) => cutShort(records, endAtMs).decided).length,
    byModel: counted.filter(({ records }) => mainRecord(records)?.route === 'model').length,
    ...latencies(rows),
    rows: rows.map(told),
  };
}

/**
 * Questions of both kinds, briefly, for comparing one setting with another.
 * @param options `again`: whether the skill's questions are asked a second time
 * @returns latencies of `model`, `skill` and `again`
 */
export async function measureBoth(session, pools, { models, skills, again, query }) {
  await session.visit({ query });
  // One more to warm up.
  const first = pools.questions.slice(0, models + 1);
  const asked = pools.skillQuestions.slice(0, skills);
  for (const { path } of [...first, ...asked, ...(again ? asked : [])]) await askBriefly(session, path);
  const { said } = await harvest(session);
  const part = (from, to, byModel) =>
    latencies(answeredRows(said.slice(from, to)).filter(({ record }) => (record.route === 'model') === byModel));
  const { length } = first;
  return {
    model: part(1, length, true),
    skill: part(length, length + asked.length, false),
    again: again ? part(length + asked.length, undefined, false) : undefined,
  };
}

/** One turn for the JSON. */
const told = ({ clip, heard, record }) => ({
  clip: clip.id,
  transcript: record.transcript,
  reply: record.reply,
  perceivedMs: heard.perceivedMs,
  tracedMs: record.totalMs,
  parts: record.parts,
  listening: record.listening,
  work: record.work,
});
