/** What else is known of a turn, as a list. What was not measured is left out. */
import { COMPONENTS } from '../store/metric';
import type { TurnRecord } from '../store/turn-record';
import { dashboardText } from '../ui/text/dashboard/words';
import { countText, decimalText, latencyWords, numberWords } from './figures';
import { componentLabel } from './labels';

export function turnFacts(turn: TurnRecord): { label: string; value: string }[] {
  const { work, listening, error } = turn;
  const text = dashboardText().facts;
  const outcome = text.outcomes[turn.outcome];
  const facts: [string, string | undefined][] = [
    [text.outcome, turn.cold ? text.coldOutcome(outcome) : outcome],
    [text.error, error && `${error.code}: ${error.message}`],
    [text.askedBy, text.inputs[turn.input]],
    [text.answeredBy, turn.route === undefined ? undefined : routeWords(turn.route)],
    [text.transcribing, work.transcribeMs === undefined ? undefined : withFactor(work.transcribeMs, work.audioMs)],
    [text.audioHeard, latencyWords(work.audioMs)],
    [text.firstToken, latencyWords(work.firstTokenMs)],
    [text.tokens, work.tokens === undefined ? undefined : tokens(work.tokens, work.reusedTokens)],
    [text.writing, latencyWords(work.generateMs)],
    [text.speaking, work.speakMs === undefined ? undefined : withFactor(work.speakMs, work.replyAudioMs)],
    [text.replyAudio, latencyWords(work.replyAudioMs)],
    [text.clauses, work.clauses === undefined ? undefined : clauses(work.clauses, work.cachedClauses ?? 0)],
    [text.holes, work.underruns === undefined ? undefined : numberWords(work.underruns, 0)],
    [text.silence, latencyWords(listening?.requiredSilenceMs)],
    [text.guessed, listening && guesses(listening)],
    ...Object.entries(turn.engines ?? {}).map(([role, pack]): [string, string] => [roleWords(role), pack]),
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function routeWords(route: string): string {
  const { languageModel, skill } = dashboardText().facts;
  return route === 'model' ? languageModel : skill(route.replace(/^skill:/, ''));
}

function withFactor(workMs: number, audioMs: number | undefined): string {
  const time = latencyWords(workMs) ?? '';
  return audioMs ? dashboardText().facts.ofRealTime(time, decimalText(workMs / audioMs, 2)) : time;
}

/** `Model: Speech to text`. */
function roleWords(role: string): string {
  const component = COMPONENTS.find((name) => name === role);
  return dashboardText().facts.model(component ? componentLabel(component) : role);
}

function clauses(spoken: number, cached: number): string {
  const text = dashboardText().facts;
  return cached === 0 ? text.spoken(countText(spoken)) : text.spokenCached(countText(spoken), countText(cached));
}

function tokens(made: number, reused: number | undefined): string {
  const text = dashboardText().facts;
  return reused === undefined ? text.made(countText(made)) : text.madeReused(countText(made), countText(reused));
}

function guesses({ guesses, droppedGuesses, wastedMs }: NonNullable<TurnRecord['listening']>): string | undefined {
  if (guesses === 0) return undefined;
  const { counts, facts } = dashboardText();
  const begun = counts.replies(guesses, countText(guesses));
  return droppedGuesses === 0
    ? facts.noneDropped(begun)
    : facts.dropped(begun, countText(droppedGuesses), latencyWords(wastedMs) ?? '');
}
