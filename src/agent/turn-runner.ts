/** Runs turns one after the other, and keeps what they share: the conversation so far and the manner of speaking. */
import type { ChatMessage } from '../../workers/protocol';
import type { TurnRecord } from '../store/turn-record';
import { DEFAULT_WISHES, type ReplyWishes } from './agent-options';
import { Brake } from './brake';
import type { ControlPhrase } from './control-phrase';
import type { AgentEvent } from './events';
import { type Exchange, History } from './history';
import { Manner } from './manner';
import { SYSTEM_PROMPT } from './prompt';
import { restOfReply } from './rest-of-reply';
import { type Route, route } from './router';
import { RunningTurn } from './running-turn';
import type { Skill } from './skills/skill';
import type { ModelStage, VoiceStage } from './stages';
import type { Techniques } from './techniques';
import { type Decision, type Question, runTurn } from './turn';

export interface TurnRunnerOptions {
  model: ModelStage;
  voice: VoiceStage;
  skills: readonly Skill[];
  locale: string;
  timeZone: string;
  usable?: (() => Promise<void>) | undefined;
  techniques: Techniques;
  nextReplyId?: (() => number) | undefined;
  /** What answers, by role, for the record of each turn. */
  engines?: (() => Readonly<Record<string, string>>) | undefined;
  wishes?: (() => ReplyWishes) | undefined;
  emit: (event: AgentEvent) => void;
  /** What is shown of a decided turn changed. */
  onShow: (turn: RunningTurn) => void;
}

/** What is asked where a reply is to be heard once more. */
const SAY_AGAIN: Route = { kind: 'control', phrase: { kind: 'repeat', slower: false } };

export interface BeginOptions {
  onQuestionEnd?: (probability: number) => void;
  onFirstClauseMade?: () => void;
  /** A reply to be said once more, whatever was asked. */
  retold?: string;
  /** The turn is over; `record` is its trace. Not called for a guess that was dropped. */
  onOver?: (record: TurnRecord) => void;
}

export class TurnRunner {
  readonly history = new History(SYSTEM_PROMPT, () => this.#wishes.historyTurns);
  readonly #model: Brake;
  readonly #voice: Brake;
  readonly #manner = new Manner();
  /** Settles when the turn begun last has let go of model and voice. */
  #lastOver: Promise<void> = Promise.resolve();
  #turns = 0;
  #over = 0;
  #answered = 0;
  readonly #running = new Set<RunningTurn>();
  /** What was or is being spoken, and of that the last answer to a question. */
  #lastReply = '';
  #lastAnswer = { turnId: '', text: '' };
  /** What an interrupted reply had left to say. */
  #rest: string | undefined;

  constructor(private readonly options: TurnRunnerOptions) {
    this.#model = new Brake(options.model);
    this.#voice = new Brake(options.voice);
  }

  get #wishes(): ReplyWishes {
    return this.options.wishes?.() ?? DEFAULT_WISHES;
  }

  /** The reply in hand or the last one, as text: to know it again when it comes back by the microphone. */
  get lastReply(): string {
    return this.#lastReply;
  }

  /** Turns that were begun and wait for the one before them. */
  get waiting(): number {
    return Math.max(0, this.#turns - this.#over - 1);
  }

  /** Begins a turn; a question without `decided` is a guess, of which nothing is noticed until it is decided. */
  begin(
    question: Omit<Question, 'decided'> & { decided?: Promise<Decision> },
    options: BeginOptions = {},
  ): RunningTurn {
    const { emit, onShow, usable } = this.options;
    this.#turns++;
    const turn = new RunningTurn(question, {
      number: this.options.nextReplyId?.() ?? this.#turns,
      model: this.#model,
      voice: this.#voice,
      emit,
      onShow,
    });
    this.#running.add(turn);
    turn.over = this.#lastOver
      .then(usable)
      .then(() => this.#converse(turn, options))
      .then((record) => {
        this.#over++;
        this.#running.delete(turn);
        if (turn.decided) options.onOver?.(record);
      });
    this.#lastOver = turn.over;
    return turn;
  }

  asking(text: string): ChatMessage[] {
    return this.history.asking(text);
  }

  /** Forgets the conversation, turns in hand included, and goes on from these exchanges. */
  resume(exchanges: readonly Exchange[]): void {
    this.#end(({ decided }) => decided);
    this.history.clear();
    for (const { turnId, user, assistant } of exchanges) this.history.add(turnId, user, assistant);
    const last = exchanges.at(-1);
    this.#forgetReply({ turnId: last?.turnId ?? '', text: last?.assistant ?? '' });
  }

  /** Takes these turns out of the conversation, in hand or over. */
  drop(turnIds: ReadonlySet<string>): void {
    // What is being said once more may be one of theirs.
    this.#end(({ decided, discarded, question }) => decided && (discarded || turnIds.has(question.turnId)));
    this.history.drop(turnIds);
    if (turnIds.has(this.#lastAnswer.turnId)) this.#forgetReply({ turnId: '', text: '' });
  }

  #end(which: (turn: RunningTurn) => boolean): void {
    for (const turn of this.#running) {
      if (!which(turn)) continue;
      turn.discard();
      turn.abort();
    }
  }

  #forgetReply(lastAnswer: { turnId: string; text: string }): void {
    this.#lastReply = '';
    this.#lastAnswer = lastAnswer;
    this.#rest = undefined;
  }

  async #converse(turn: RunningTurn, options: BeginOptions): Promise<TurnRecord> {
    const { onQuestionEnd, onFirstClauseMade, retold } = options;
    const { skills, locale, timeZone, model, voice, techniques } = this.options;
    const record = await runTurn(
      turn.question,
      turn.number,
      {
        model,
        modelBrake: techniques.modelHold ? this.#model : undefined,
        voice,
        rate: this.#manner.rateFrom(this.#wishes.rate),
        maxTokens: this.#wishes.maxTokens,
        history: {
          asking: (text) => this.history.asking(text),
          add: (turnId, user, assistant) => {
            if (!turn.discarded) this.history.add(turnId, user, assistant);
          },
        },
        earlyClause: techniques.earlyFirstClause,
        route: (text) => (retold === undefined ? route(text, skills) : SAY_AGAIN),
        skillContext: () => ({ now: new Date(), locale, timeZone }),
        control: (phrase) => retold ?? this.#obey(phrase),
      },
      {
        transcript: (text) => turn.transcript(text),
        reply: (text, by, skill, done) => {
          if (turn.decided) this.#lastReply = text;
          turn.reply(text, by, skill, done);
        },
        firstClauseMade: () => onFirstClauseMade?.(),
        audible: () => {
          this.#lastReply = turn.messages.replyText;
          turn.heard();
        },
        questionEnd: (probability) => onQuestionEnd?.(probability),
      },
      turn.signal,
    );
    if (!turn.decided) return record;
    const whole = turn.messages.replyText;
    if (whole && !turn.discarded && !record.route?.startsWith('control:')) {
      this.#lastAnswer = { turnId: turn.question.turnId, text: whole };
    }
    const goesOn = record.outcome === 'interrupted' && !turn.discarded;
    this.#rest = goesOn ? restOfReply(whole, record.reply) : undefined;
    turn.messages.close(record.outcome === 'interrupted');
    if (retold !== undefined) return record;
    // The first turn that is heard, not the first guess.
    const cold = record.outcome !== 'not-addressed' && this.#answered++ === 0;
    return { ...record, cold, listening: turn.tally, engines: this.options.engines?.() };
  }

  /** Louder, slower: said over a reply that goes on. */
  adjust(phrase: ControlPhrase): void {
    if (this.#manner.apply(phrase)) this.options.voice.volume(this.#manner.gain);
  }

  /** Does what a control phrase asks. @returns what there is to say. */
  #obey(phrase: ControlPhrase): string | undefined {
    const rest = this.#rest;
    if (this.#manner.apply(phrase)) {
      this.options.voice.volume(this.#manner.gain);
      // Said over a reply, it is about that reply: on it goes, as it was asked for.
      return rest ?? 'Okay.';
    }
    if (phrase.kind === 'called') return 'Yes?';
    if (phrase.kind !== 'repeat') return undefined;
    return this.#lastAnswer.text || 'I have not said anything yet.';
  }
}
