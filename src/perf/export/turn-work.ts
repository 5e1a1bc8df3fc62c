/** The work of one turn as pieces of time, told from the marks: also what was done on a guess, before the turn was decided. */
import type { Component } from '../../store/metric';
import type { TurnRecord } from '../../store/turn-record';
import { type Facts, factsOf } from './facts';

/** A piece of work of a turn, on the one clock. */
export interface WorkPiece {
  component: Component;
  name: string;
  startAtMs: number;
  endAtMs: number;
  facts: Facts;
}

/**
 * What each component did, from when it could begin to its milestone. Pieces without length are left out. A piece begins
 * with the milestone that its work waited for: routing, the model and the voice wait for one another and not for the
 * decision; what is heard, and a tool that ended after the decision, waited for it.
 */
export function workOf(turn: TurnRecord): WorkPiece[] {
  const { marks, work, listening } = turn;
  const { speechEnd, turnDecided, transcriptReady, routed, toolDone, firstClause, firstPcm, firstAudible } = marks;
  const latest = (...atMs: (number | undefined)[]): number | undefined => {
    const known = atMs.filter((ms) => ms !== undefined);
    return known.length ? Math.max(...known) : undefined;
  };
  /** The decision, for work that it came before. */
  const decisionBefore = (endAtMs: number | undefined) =>
    turnDecided !== undefined && endAtMs !== undefined && turnDecided <= endAtMs ? turnDecided : undefined;
  const pieces: WorkPiece[] = [];
  const add = (
    component: Component,
    name: string,
    startAtMs: number | undefined,
    endAtMs: number | undefined,
    facts: Facts,
  ) => {
    if (startAtMs === undefined || endAtMs === undefined || !(startAtMs < endAtMs)) return;
    pieces.push({ component, name, startAtMs, endAtMs, facts });
  };

  add(
    'vad',
    'End of turn',
    speechEnd,
    turnDecided,
    factsOf({
      requiredSilenceMs: listening?.requiredSilenceMs,
      guesses: listening?.guesses,
      droppedGuesses: listening?.droppedGuesses,
      wastedMs: listening?.wastedMs,
    }),
  );
  const transcribeMs = transcriptReady === undefined ? undefined : work.transcribeMs;
  add(
    'stt',
    'Transcribe',
    transcribeMs === undefined || transcriptReady === undefined ? speechEnd : transcriptReady - transcribeMs,
    transcriptReady,
    factsOf({
      audioMs: work.audioMs,
      draftedTokens: work.draftedTokens,
      noSpeechProbability: work.noSpeechProbability,
    }),
  );
  add('route', 'Route', transcriptReady, routed, factsOf({ route: turn.route }));
  if (turn.route !== 'model') {
    add('tool', 'Tool', latest(routed, decisionBefore(toolDone)), toolDone, factsOf({ route: turn.route }));
  }
  add(
    'llm',
    'First clause',
    latest(transcriptReady, routed, toolDone),
    firstClause,
    factsOf({
      firstTokenMs: work.firstTokenMs,
      tokens: work.tokens,
      reusedTokens: work.reusedTokens,
      evaluatedTokens: work.evaluatedTokens,
      stop: work.stop,
      questionEndProbability: work.questionEndProbability,
    }),
  );
  add('tts', 'First audio', firstClause, firstPcm, factsOf({ replyAudioMs: work.replyAudioMs }));
  add(
    'playback',
    'Audio out',
    latest(firstPcm, decisionBefore(firstAudible)),
    firstAudible,
    factsOf({ underruns: work.underruns }),
  );
  return pieces;
}

/** What of the work was done on a guess: the part of each piece that lies before the decision. Waiting is no work. */
export function aheadOf(pieces: readonly WorkPiece[], decidedAtMs: number): WorkPiece[] {
  return pieces
    .filter(({ component, startAtMs }) => component !== 'vad' && component !== 'playback' && startAtMs < decidedAtMs)
    .map((piece) => ({
      ...piece,
      endAtMs: Math.min(piece.endAtMs, decidedAtMs),
      facts: { ...piece.facts, wholeMs: piece.endAtMs - piece.startAtMs },
    }));
}

/** From the first to the last moment that is known of the turn, the reply's sound included; undefined when nothing is. */
export function spanOf(turn: TurnRecord, pieces: readonly WorkPiece[]): { fromMs: number; toMs: number } | undefined {
  const moments = [...Object.values(turn.marks), ...Object.values(turn.milestones ?? {})];
  if (moments.length === 0) return undefined;
  return {
    fromMs: Math.min(...moments, ...pieces.map(({ startAtMs }) => startAtMs)),
    toMs: Math.max(...moments) + (turn.work.replyAudioMs ?? 0),
  };
}
