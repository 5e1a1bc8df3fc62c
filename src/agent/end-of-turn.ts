/**
 * How much silence ends the turn, judged from what was said so far. People leave 200 ms when they are done and wait for
 * seconds in mid-sentence; a fixed wait is wrong for both.
 *
 * Each witness votes for or against "finished" in log odds, and the sum picks a place on a curve from 160 ms to 1.2 s. No
 * witness but a command for silence reaches either end alone by speaking for the end: what is not known waits.
 *
 * What the witnesses are worth: the chance that a finished turn gets a higher score than a hesitation, on the tuning half of
 * the clips of bin/make-turn-clips.mjs (165 ends, 113 hesitations over 380 ms): words 0.86, language model 0.93, both 0.95;
 * smart-turn v3.2 on the audio 0.45, which is chance, for 100 ms of both cores. So the app does not run it.
 */
import { controlPhrase } from './control-phrase';
import { type QuestionShape, questionShape } from './question-shape';

/** What is known of an utterance in a pause. Judged again as more comes in. */
export interface EndOfTurnEvidence {
  /** The transcript so far, with Whisper's punctuation. */
  text: string;
  /** Whether a rule (a skill's, or a control phrase) understands it as it stands: the reply will not wait for the model. */
  skill: boolean;
  /** The language model's probability that the user's message ends here, 0 to 1; undefined while it is not known. */
  endProbability: number | undefined;
  /** How sure the recogniser is of the text, as `Transcript` tells it; only a low one counts. */
  averageLogProbability?: number | undefined;
  /** An audio model's probability that the turn is over, 0 to 1; only a low one counts. The sweep's alone: the app runs none. */
  turnScore?: number | undefined;
}

/** The user's setting: answered sooner, or given more time to think. */
export type Patience = 'quick' | 'normal' | 'patient';

/** The constants of the judgement; a sweep varies them. */
export interface EndOfTurnCurve {
  /** Silence when surely finished, when nothing speaks for either side, and when surely unfinished. */
  sureMs: number;
  /** The least for what the language model answers: it has no reply to speak sooner, so a shorter wait would gain nothing. */
  modelMs: number;
  doubtMs: number;
  openMs: number;
  /** Log odds, either way, at which the curve has reached its end. */
  span: number;
  shape: Readonly<Record<QuestionShape, number>>;
  skill: number;
  /** The model's vote: `weight` times the natural logarithm of its probability over `even`, no further than the limits. */
  model: { weight: number; even: number; most: number; least: number };
  /** Audio: scores below `below` count this much against the end. */
  turn: { below: number; vote: number };
  /** Recogniser: a text less sure than `below` may be half of something else. */
  unsure: { below: number; vote: number };
  patience: Readonly<Record<Patience, number>>;
}

/**
 * Chosen on the tuning half (128 hesitations, 37 whole requests), where neighbours do nearly as well: `bin/lib/turn-sweep.mjs`
 * prints what each costs and saves. `doubtMs` is more patient than the best there (760): spoken live to the app, other
 * voices were cut short in 8 of 104 hesitations with that. The two ends are choices; the floor for the model is what its reply takes anyway.
 */
export const END_OF_TURN_CURVE: EndOfTurnCurve = {
  sureMs: 160,
  modelMs: 416,
  doubtMs: 900,
  openMs: 1200,
  span: 2.3,
  shape: { open: -3, 'leaning-open': -1.2, doubtful: 0, 'leaning-complete': 0.4, complete: 3 },
  skill: 2,
  model: { weight: 0.7, even: 0.06, most: 1.6, least: -4 },
  turn: { below: 0.1, vote: -0.5 },
  unsure: { below: -0.6, vote: -1.5 },
  patience: { quick: 0.8, normal: 0, patient: -1.5 },
};

/** Silence, in milliseconds, after which the turn counts as over: 160 when surely finished, 1,200 when surely not. */
export function requiredSilenceMs(
  evidence: EndOfTurnEvidence,
  patience: Patience = 'normal',
  curve: EndOfTurnCurve = END_OF_TURN_CURVE,
): number {
  const { sureMs, modelMs, doubtMs, openMs, span } = curve;
  // "Stop" is obeyed at once, however patient the user wants Sotto to be.
  if (controlPhrase(evidence.text)) return sureMs;
  const odds = Math.max(-span, Math.min(span, finishedOdds(evidence, curve) + curve.patience[patience]));
  const end = odds < 0 ? openMs : sureMs;
  return Math.max(evidence.skill ? sureMs : modelMs, Math.round(doubtMs + (end - doubtMs) * (Math.abs(odds) / span)));
}

function finishedOdds(evidence: EndOfTurnEvidence, curve: EndOfTurnCurve): number {
  const { text, skill, endProbability, averageLogProbability, turnScore } = evidence;
  const { weight, even, most, least } = curve.model;
  let odds = curve.shape[questionShape(text)];
  if (skill) odds += curve.skill;
  if (endProbability !== undefined) {
    const vote = weight * Math.log(Math.max(endProbability, 1e-9) / even);
    odds += Math.max(least, Math.min(most, vote));
  }
  if (averageLogProbability !== undefined && averageLogProbability < curve.unsure.below) odds += curve.unsure.vote;
  if (turnScore !== undefined && turnScore < curve.turn.below) odds += curve.turn.vote;
  return odds;
}
