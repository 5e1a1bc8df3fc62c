// `npm run sotto -- evaluate`. Speech clips with a manifest are spoken to the built app in one
// conversation; words, latency by stage and by route, silence on noise, start, memory and idle load are printed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conversation, summaryOf } from './converse.mjs';
import { idleLoad } from './idle-load.mjs';
import { Session } from './session.mjs';
import { median, percentile, round, wordErrors } from './statistics.mjs';

const DEFAULT_CLIPS = fileURLToPath(new URL('../../tests/fixtures/clips', import.meta.url));
/** Spoken to the app, in this order; the noisy variants are for later evaluations. */
const SPOKEN = ['command', 'dialogue', 'pause', 'monologue'];
/** Clips whose words count: the pauses and the monologue are cut by design of the plain end-of-speech rule. */
const CLEAN = ['command', 'dialogue'];

/** @returns the clips of a folder's manifest that exist. @throws Error in words for a person. */
export function clipSet(folder = DEFAULT_CLIPS) {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${folder}: there is no manifest.json in it.`);
  let items;
  try {
    items = JSON.parse(readFileSync(file, 'utf8')).items;
  } catch {
    throw new Error(`${file}: this is not JSON.`);
  }
  if (!Array.isArray(items)) throw new Error(`${file}: it has no list of items.`);
  const found = items
    // Paths are relative to the manifest's folder or to the one above it.
    .map((item) => ({ ...item, path: [join(folder, item.file), join(folder, '..', item.file)].find(existsSync) }))
    .filter(({ path, category }) => path && [...SPOKEN, 'nonspeech'].includes(category));
  if (!found.length) throw new Error(`${folder}: none of the manifest's clips is there.`);
  return found;
}

/** Word error rate over clips with words. */
function wordErrorRate(rows) {
  let errors = 0;
  let words = 0;
  for (const { clip, turn } of rows) {
    const counted = wordErrors(clip.text, turn.transcript);
    errors += counted.errors;
    words += counted.words;
  }
  return { percent: round((100 * errors) / Math.max(1, words), 1), errors, words, clips: rows.length };
}

const spread = (values) => ({
  n: values.length,
  p50: round(median(values)) ?? null,
  p95: round(percentile(values, 0.95)) ?? null,
});

/** Latency of warm, answered turns by who answered, by the app and by the probe, and the medians of each stage. */
function latencies(turns, kind) {
  const rows = turns.filter(
    (turn) => turn.parts && !turn.cold && turn.outcome === 'answered' && turn.route?.startsWith(kind),
  );
  const parts = Object.fromEntries(
    ['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'].map((part) => [
      part,
      round(median(rows.map((turn) => turn.parts[part]))),
    ]),
  );
  return {
    app: spread(rows.map((turn) => turn.voiceToVoiceMs)),
    probe: spread(rows.map((turn) => turn.probe?.perceivedMs).filter(Number.isFinite)),
    parts,
    sumsHold: rows.every(
      (turn) => Math.abs(Object.values(turn.parts).reduce((a, b) => a + b, 0) - turn.voiceToVoiceMs) < 0.5,
    ),
  };
}

export async function evaluate(clips, { log }) {
  const idle = await idleLoad(20, log);
  const session = await Session.open({ log });
  try {
    const order = [...SPOKEN, 'nonspeech'].flatMap((category) => clips.filter((clip) => clip.category === category));
    const turns = await conversation(
      session,
      order.map(({ path }) => path),
      { log },
    );
    const rows = order.map((clip, i) => ({ clip, turn: turns[i] }));
    const clean = rows.filter(({ clip }) => CLEAN.includes(clip.category));
    const noise = rows.filter(({ clip }) => clip.category === 'nonspeech');
    const cleanTurns = clean.map(({ turn }) => turn);
    return {
      words: wordErrorRate(clean),
      monologue: wordErrorRate(rows.filter(({ clip }) => clip.category === 'monologue')),
      noise: { n: noise.length, replies: noise.filter(({ turn }) => turn.reply !== null).length },
      pauses: {
        n: rows.filter(({ clip }) => clip.category === 'pause').length,
        cutIns: rows.filter(({ clip, turn }) => clip.category === 'pause' && turn.cutIn).length,
      },
      clean: summaryOf(cleanTurns),
      model: latencies(cleanTurns, 'model'),
      skill: latencies(cleanTurns, 'skill'),
      work: {
        transcribeMs: spread(cleanTurns.map((turn) => turn.work?.transcribeMs).filter(Number.isFinite)),
        firstTokenMs: spread(cleanTurns.map((turn) => turn.work?.firstTokenMs).filter(Number.isFinite)),
        underruns: cleanTurns.reduce((sum, turn) => sum + (turn.work?.underruns ?? 0), 0),
      },
      failed: turns.filter(({ error }) => error).length,
      readyMs: round(session.readyMs),
      firstRunMs: round(session.coldReadyMs),
      secondStartFetchedBytes: session.warmFetchedBytes,
      idle,
      memoryMb: round(await session.memoryMb()),
      foreignRequests: session.foreignRequests.length,
      cspViolations: session.cspViolations.length,
      problems: session.problems,
      version: session.version,
      turns: rows.map(({ clip, turn }) => ({ id: clip.id, said: clip.text, ...turn })),
    };
  } finally {
    await session.close();
  }
}

const latencyLines = (name, { app, probe, parts, sumsHold }) => [
  `${name} (n=${app.n}): app p50 ${app.p50} ms, p95 ${app.p95} ms; probe p50 ${probe.p50} ms, p95 ${probe.p95} ms`,
  `  stages, medians: ${Object.entries(parts)
    .map(([part, ms]) => `${part} ${ms}`)
    .join(', ')}; parts sum to the total: ${sumsHold ? 'yes, every turn' : 'NO'}`,
];

export function evaluationTable(result) {
  const { words, monologue, noise, pauses, model, skill, work, idle } = result;
  const wrong = result.turns.filter((turn) => turn.said && wordErrors(turn.said, turn.transcript).errors > 0);
  return [
    ...wrong.map((turn) => `${turn.id}: said “${turn.said.slice(0, 300)}”\n  heard “${turn.transcript.slice(0, 300)}”`),
    '',
    `word error rate, clean clips: ${words.percent} % (${words.errors} of ${words.words} words, ${words.clips} clips)`,
    ...(monologue.clips
      ? [`word error rate, monologue: ${monologue.percent} % (${monologue.errors} of ${monologue.words} words)`]
      : []),
    `replies to silence, noise, clicks, tones: ${noise.replies} of ${noise.n}`,
    `cut in during a hesitation of 400–900 ms: ${pauses.cutIns} of ${pauses.n}`,
    ...latencyLines('voice to voice, model replies', model),
    ...latencyLines('voice to voice, skill replies', skill),
    `all clean clips: app p50 ${result.clean.p50Ms} ms, probe p50 ${result.clean.probe.p50Ms} ms (n=${result.clean.n}); holes ${result.clean.holes}, underruns ${work.underruns}`,
    `transcription p50 ${work.transcribeMs.p50} ms, p95 ${work.transcribeMs.p95} ms (n=${work.transcribeMs.n}); first token p50 ${work.firstTokenMs.p50} ms, p95 ${work.firstTokenMs.p95} ms (n=${work.firstTokenMs.n})`,
    `second start to ready ${result.readyMs} ms, ${result.secondStartFetchedBytes} model bytes fetched; first run ${result.firstRunMs} ms`,
    `idle, listening to silence: ${idle.percentOfOneCore} % of one core over ${idle.seconds} s`,
    `memory after ${result.turns.length} turns: ${result.memoryMb} MB`,
    `failed turns ${result.failed}, requests to other hosts ${result.foreignRequests}, violations of the security policy ${result.cspViolations}`,
    ...result.problems.map((problem) => `page: ${problem}`),
  ].join('\n');
}
