/** What else is known of a turn, as a list. What was not measured is left out. */
import { COMPONENTS } from '../store/metric';
import type { TurnRecord } from '../store/turn-record';
import { counted, latencyWords, numberWords } from './figures';
import { COMPONENT_LABELS } from './labels';

const OUTCOMES: Readonly<Record<TurnRecord['outcome'], string>> = {
  answered: 'Answered',
  interrupted: 'Interrupted by you',
  stopped: 'Stopped by you',
  'no-speech': 'No speech',
  'not-addressed': 'Not meant for Sotto',
  failed: 'Failed',
};

export function turnFacts(turn: TurnRecord): { label: string; value: string }[] {
  const { work, listening, error } = turn;
  const facts: [string, string | undefined][] = [
    ['Outcome', turn.cold ? `${OUTCOMES[turn.outcome]}, first turn after loading` : OUTCOMES[turn.outcome]],
    ['Error', error && `${error.code}: ${error.message}`],
    ['Asked by', turn.input],
    ['Answered by', turn.route?.replace(/^skill:/, '').replace(/^model$/, 'the language model')],
    ['Transcribing', work.transcribeMs === undefined ? undefined : withFactor(work.transcribeMs, work.audioMs)],
    ['Audio heard', latencyWords(work.audioMs)],
    ['First token', latencyWords(work.firstTokenMs)],
    ['Tokens', work.tokens === undefined ? undefined : tokens(work.tokens, work.reusedTokens)],
    ['Writing the reply', latencyWords(work.generateMs)],
    ['Speaking it', work.speakMs === undefined ? undefined : withFactor(work.speakMs, work.replyAudioMs)],
    ['Audio of the reply', latencyWords(work.replyAudioMs)],
    ['Clauses', work.clauses === undefined ? undefined : clauses(work.clauses, work.cachedClauses ?? 0)],
    ['Holes in the sound', work.underruns === undefined ? undefined : numberWords(work.underruns, 0)],
    ['Silence asked for', latencyWords(listening?.requiredSilenceMs)],
    ['Begun on a guess', listening && guesses(listening)],
    ...Object.entries(turn.engines ?? {}).map(([role, pack]): [string, string] => [roleWords(role), pack]),
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function withFactor(workMs: number, audioMs: number | undefined): string {
  const factor = audioMs ? `, ${(workMs / audioMs).toFixed(2)} of real time` : '';
  return `${latencyWords(workMs)}${factor}`;
}

/** `Model: Speech to text`. */
function roleWords(role: string): string {
  const component = COMPONENTS.find((name) => name === role);
  return `Model: ${component ? COMPONENT_LABELS[component] : role}`;
}

function clauses(spoken: number, cached: number): string {
  return cached === 0 ? `${spoken} spoken` : `${spoken} spoken, ${cached} made before`;
}

function tokens(made: number, reused: number | undefined): string {
  return reused === undefined ? `${made} made` : `${made} made, ${reused} of the prompt reused`;
}

function guesses({ guesses, droppedGuesses, wastedMs }: NonNullable<TurnRecord['listening']>): string | undefined {
  if (guesses === 0) return undefined;
  const begun = counted(guesses, 'reply', 'replies');
  return droppedGuesses === 0
    ? `${begun}, none dropped`
    : `${begun}, ${droppedGuesses} dropped (${latencyWords(wastedMs)} of work)`;
}
