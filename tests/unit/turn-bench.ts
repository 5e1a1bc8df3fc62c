import { Brake } from '../../src/agent/brake';
import { History } from '../../src/agent/history';
import { MAX_REPLY_TOKENS } from '../../src/agent/prompt';
import type { Route } from '../../src/agent/router';
import type { SkillMatch } from '../../src/agent/skills/skill';
import { type Decision, type Heard, type Question, runTurn } from '../../src/agent/turn';
import type { ChatMessage, Transcript } from '../../workers/protocol';
import { deferred, FakeModel, FakeVoice, transcriptOf } from './turn-fakes';

export const MODEL_ROUTE: Route = { kind: 'model' };

export function skillRoute(
  run: (signal: AbortSignal) => Promise<{ text: string }>,
  changes: Pick<SkillMatch, 'hasEffect'> = {},
): Route {
  return { kind: 'skill', match: { skillId: 'clock', run: (_, signal) => run(signal), ...changes } };
}

export const nowMs = () => performance.timeOrigin + performance.now();

export function heardOf(text: string, changes: Partial<Transcript> = {}): Heard {
  return { text, readyAtMs: nowMs(), transcript: transcriptOf(text, changes) };
}

/** A turn with its fakes, and what it told the rest of the app. It is decided from the start, unless it is a guess. */
export function turnOf(
  heard: Promise<Heard>,
  route: Route = MODEL_ROUTE,
  input: Question['input'] = 'voice',
  guess: 'guess' | undefined = undefined,
) {
  const voice = new FakeVoice();
  const model = new FakeModel();
  const history = new History('S');
  const told: string[] = [];
  const routed: string[] = [];
  const obeyed: string[] = [];
  const controller = new AbortController();
  const decided = deferred<Decision>();
  const decide = () => decided.resolve({ speechEndAtMs: nowMs(), decidedAtMs: nowMs() });
  if (!guess) decide();
  const turn = {
    /** What a control phrase is answered with. */
    say: undefined as string | undefined,
    rate: 1,
    modelHold: true,
    start: () =>
      runTurn(
        { turnId: 'turn', input, heard, decided: decided.promise },
        7,
        {
          model,
          modelBrake: turn.modelHold ? new Brake(model) : undefined,
          voice,
          rate: turn.rate,
          maxTokens: MAX_REPLY_TOKENS,
          history,
          earlyClause: true,
          route: (text) => {
            routed.push(text);
            return route;
          },
          skillContext: () => ({ now: new Date(0), timeZone: 'UTC', locale: 'en-US' }),
          control: ({ kind }) => {
            obeyed.push(kind);
            return turn.say;
          },
        },
        {
          transcript: (text) => told.push(`transcript ${text}`),
          reply: (text, by, _skill, done) => told.push(`${by}${done ? '' : '…'} ${text}`),
          firstClauseMade: () => madeFirst.push(nowMs()),
          audible: () => told.push('audible'),
          questionEnd: (probability) => told.push(`end ${probability}`),
        },
        controller.signal,
      ),
  };
  const madeFirst: number[] = [];
  return Object.assign(turn, { voice, model, history, told, routed, obeyed, madeFirst, controller, decide });
}

export const exchanges = (history: History): ChatMessage[] => history.messages().slice(1);
