// `npm run sotto -- converse`: speech files as spoken turns of one conversation, and what came of each.
import { renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Session } from './session.mjs';
import { percentile, round } from './statistics.mjs';

/** An object's numbers, each rounded to a tenth after `change`. */
const rounded = (values, change = (value) => value) =>
  values && Object.fromEntries(Object.entries(values).map(([key, value]) => [key, round(change(value), 1)]));

/** The record that answered, or else the last one: a clip with a pause in it may have raised several. */
const mainRecord = (records) =>
  records.findLast(({ outcome }) => outcome === 'answered') ??
  records.findLast(({ transcript }) => transcript) ??
  records.at(-1);

/** One turn as it is reported: the app's own trace, and what the outside instrument heard. */
function turnOf(file, records, heard, clipVoiced) {
  const record = mainRecord(records);
  const answered = record?.outcome === 'answered' || record?.outcome === 'interrupted';
  const failed = records.find(({ error }) => error);
  // The end of the clip's speech on the app's clock: a turn decided before it cut its user short.
  const cutIn = clipVoiced && (heard.early === true || records.some(({ decidedEarly }) => decidedEarly));
  return {
    file,
    transcript: record?.outcome === 'no-speech' ? '' : (record?.transcript ?? ''),
    reply: answered && record.reply ? record.reply : null,
    route: record?.route ?? null,
    outcome: record?.outcome ?? 'unheard',
    // In ms after the last voiced sample, so that they can be read.
    milestones: rounded(record?.milestones, (atMs) => atMs - record.milestones.speechEnd) ?? null,
    parts: rounded(record?.parts) ?? null,
    voiceToVoiceMs: record?.totalMs === undefined ? null : round(record.totalMs, 1),
    cutIn,
    cold: record?.cold ?? false,
    work: record?.work ?? null,
    probe: heard.reply
      ? {
          perceivedMs: clipVoiced ? heard.perceivedMs : null,
          replyMs: heard.replyMs,
          gaps: heard.gaps.count,
          peakDbfs: heard.peakDbfs,
        }
      : null,
    error: failed ? failed.error : null,
  };
}

const answeredMs = (turns, value) => turns.filter((turn) => turn.voiceToVoiceMs !== null && !turn.cold).map(value);

/**
 * Holds the conversation.
 * @param files WAV files, one a turn, in order.
 * @param options `saveDir`: where replies are written. `profile`: a folder that keeps models and metrics. `log`: gets
 * progress in words.
 */
export async function converse(files, { saveDir, profile, log = () => {} } = {}) {
  const session = await Session.open({ log, profile });
  try {
    const turns = await conversation(session, files, { saveDir, log });
    return {
      turns,
      summary: summaryOf(turns),
      readyMs: round(session.readyMs),
      firstRunMs: round(session.coldReadyMs),
      secondStartFetchedBytes: session.warmFetchedBytes,
      memoryMb: round(await session.memoryMb()),
      foreignRequests: session.foreignRequests,
      cspViolations: session.cspViolations,
      problems: session.problems,
      version: session.version,
    };
  } finally {
    await session.close();
  }
}

/** Says the files one after the other. @returns a turn for each, as it is reported. */
export async function conversation(session, files, { saveDir, log }) {
  const said = [];
  for (const file of files) {
    log(`saying ${basename(file)} …`);
    const { records, voiced } = await session.say(file);
    said.push({ file, records, voiced });
    const record = mainRecord(records);
    log(
      `  ${record ? `${record.transcript || `(${record.outcome})`} → ${record.reply || '(no reply)'}` : '(nothing heard)'}`,
    );
  }
  const heard = await session.heard(saveDir);
  if (saveDir) nameReplies(saveDir, files, heard);
  return said.map(({ file, records, voiced }, i) =>
    turnOf(file, markEarly(records, heard[i], session), heard[i], voiced),
  );
}

/** Marks records decided before the clip's last voiced sample, which the probe knows on the page's clock. */
function markEarly(records, heard, session) {
  const endAtMs = session.timeOriginMs + heard.speechEnd;
  // 30 ms: what the two clocks' readings of one sample may differ by.
  return records.map((record) => ({
    ...record,
    decidedEarly: record.decidedAtMs < endAtMs - 30 && record.outcome !== 'no-speech',
  }));
}

/** Figures over the turns that were answered aloud, the first one apart: it pays for what is not warm yet. */
export function summaryOf(turns) {
  const warm = answeredMs(turns, (turn) => turn.voiceToVoiceMs);
  const perceived = answeredMs(turns, (turn) => turn.probe?.perceivedMs).filter(Number.isFinite);
  return {
    n: warm.length,
    p50Ms: round(percentile(warm, 0.5)) ?? null,
    p95Ms: round(percentile(warm, 0.95)) ?? null,
    probe: {
      n: perceived.length,
      p50Ms: round(percentile(perceived, 0.5)) ?? null,
      p95Ms: round(percentile(perceived, 0.95)) ?? null,
    },
    cutIns: turns.filter(({ cutIn }) => cutIn).length,
    holes: turns.reduce((sum, { probe }) => sum + (probe?.gaps ?? 0), 0),
  };
}

/** reply-03.wav → 03-cmd_07.reply.wav, so that a reply is found by its question. */
function nameReplies(saveDir, files, heard) {
  heard.forEach(({ replyWav }, i) => {
    if (!replyWav) return;
    const name = `${String(i + 1).padStart(2, '0')}-${basename(files[i], '.wav')}.reply.wav`;
    renameSync(join(saveDir, replyWav), join(saveDir, name));
  });
}

const cell = (value) => (value === null || value === undefined ? '–' : String(Math.round(value)));

/** The conversation and its latencies for a reader. */
export function conversationTable({ turns, summary, readyMs, firstRunMs, memoryMb, foreignRequests, cspViolations }) {
  const lines = [];
  for (const turn of turns) {
    lines.push(`${basename(turn.file)}${turn.cutIn ? '  (cut in)' : ''}${turn.cold ? '  (first turn)' : ''}`);
    lines.push(`  heard   ${turn.transcript || `(${turn.outcome})`}`);
    lines.push(`  reply   ${turn.reply ?? '(none)'}${turn.route ? `   [${turn.route}]` : ''}`);
    if (turn.error) lines.push(`  error   ${turn.error.code}: ${turn.error.message}`);
    if (turn.parts) {
      const parts = Object.entries(turn.parts)
        .map(([part, ms]) => `${part} ${cell(ms)}`)
        .join('  ');
      lines.push(`  ms      ${parts}  = ${cell(turn.voiceToVoiceMs)}   (probe ${cell(turn.probe?.perceivedMs)})`);
    }
  }
  lines.push('');
  lines.push(
    `voice to voice, first turn apart (n=${summary.n}): p50 ${cell(summary.p50Ms)} ms, p95 ${cell(summary.p95Ms)} ms`,
  );
  lines.push(
    `the same by the probe (n=${summary.probe.n}): p50 ${cell(summary.probe.p50Ms)} ms, p95 ${cell(summary.probe.p95Ms)} ms`,
  );
  lines.push(`cut-ins ${summary.cutIns}, holes over 150 ms ${summary.holes}`);
  lines.push(`ready after ${readyMs} ms (first run ${firstRunMs} ms), memory ${memoryMb ?? '–'} MB`);
  lines.push(
    `requests to other hosts ${foreignRequests.length}, violations of the security policy ${cspViolations.length}`,
  );
  return lines.join('\n');
}

/** 0 when every turn was answered (silence rightly is not), 1 when one was not. */
export function exitCode({ turns }) {
  const unanswered = (turn) =>
    turn.error !== null || (turn.reply === null && turn.transcript !== '' && turn.outcome !== 'stopped');
  return turns.some(unanswered) ? 1 : 0;
}
