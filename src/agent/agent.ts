/**
 * The conversation: turns what the detector hears and the user types into turns, one at a time, and tells everyone else
 * by one stream of events. A turn is one AbortController: barge-in, the stop button, a newer turn and closing all abort it.
 *
 * Longer than 300 lines because what is heard, typed and answered meets here; each part it leads has a file of its own.
 */
import type { VadEvent } from '../../workers/protocol';
import type { AgentOptions } from './agent-options';
import type { Candidate } from './candidate';
import { Captions } from './captions';
import { EventStream } from './event-stream';
import type { AgentEvent } from './events';
import type { Exchange } from './history';
import { Interrupting, TAKE_BACK_MS } from './interrupting';
import { Listening, type ListeningTally } from './listening';
import { NameGate } from './name-gate';
import { Primer } from './primer';
import { Rehearsal } from './rehearsal';
import { beginRetelling } from './retelling';
import { route } from './router';
import type { RunningTurn } from './running-turn';
import { SpeculationGovernor } from './speculation-governor';
import { type AgentAction, type AgentState, INITIAL_STATE, type MicrophoneState, reduce } from './state';
import { ALL_ON, type Techniques } from './techniques';
import { nowMs } from './trace';
import type { Decision, Heard, Question } from './turn';
import { TurnRunner } from './turn-runner';
import { Utterance } from './utterance';

export class Agent {
  readonly #events = new EventStream<AgentEvent>();
  readonly #primer: Primer;
  readonly #runner: TurnRunner;
  readonly #listening: Listening;
  readonly #interrupting: Interrupting;
  readonly #rehearsal: Rehearsal;
  readonly #governor: SpeculationGovernor;
  readonly #techniques: Techniques;
  #state: AgentState = INITIAL_STATE;
  readonly #captions: Captions;
  readonly #gate: NameGate;
  #turn: RunningTurn | undefined;

  constructor(private readonly options: AgentOptions) {
    this.#techniques = options.techniques ?? ALL_ON;
    this.#governor = options.governor ?? new SpeculationGovernor();
    this.#gate = new NameGate({
      isOn: options.needsName ?? (() => false),
      onChange: (byName) => this.#events.emit({ kind: 'attention', byName }),
    });
    this.#primer = new Primer(options.model);
    this.#runner = new TurnRunner({
      ...options,
      techniques: this.#techniques,
      emit: (event) => this.#events.emit(event),
      onShow: (turn) => this.#show(turn),
    });
    this.#rehearsal = new Rehearsal(this.#runner, options.voice, () => {
      if (!this.#turn) this.#primer.primeInIdle(this.#runner.history.messages());
    });
    this.#interrupting = new Interrupting({
      ear: options.ear,
      voice: options.voice,
      quickPartials: this.#techniques.quickPartials,
      spoken: () => this.#runner.lastReply,
      onStop: (candidate) => this.#bargeIn(candidate),
      onStep: (step, atMs) => this.#events.emit({ kind: 'interruption', step, atMs }),
      onAdjust: (phrase) => this.#runner.adjust(phrase),
      onOwnVoice: () => this.#events.emit({ kind: 'own-voice-heard' }),
      meant: (atMs) => this.#gate.meant(atMs),
    });
    this.#captions = new Captions({
      before: () => this.#listening.unfinished?.text,
      show: (partial) => this.dispatch({ kind: 'partial', partial }),
      onAsked: (text, opening) => this.#asking(text, opening),
    });
    this.#listening = new Listening({
      ear: options.ear,
      patience: () => options.patience?.() ?? 'normal',
      judged: this.#techniques.judgedEnd,
      mayGuess: () => this.#techniques.speculation && this.#governor.extent(nowMs()) === 'full',
      route: (text) => route(text, options.skills),
      begin: (heard, onQuestionEnd) => {
        this.#primer.cancel();
        this.#events.emit({ kind: 'guess', step: 'begun', atMs: nowMs() });
        return this.#begin({ heard, input: 'voice' }, onQuestionEnd);
      },
      prepare: (text) => this.#primer.primeInIdle(this.#runner.asking(text)),
      onDecided: (...decided) => this.#decided('voice', ...decided),
      onGuessOver: (wasted) => {
        this.#governor.attemptOver(wasted, nowMs());
        this.#events.emit({ kind: 'guess', step: wasted ? 'dropped' : 'taken', atMs: nowMs() });
      },
    });
  }

  get state(): AgentState {
    return this.#state;
  }

  /** Turns that wait for the one before them. */
  get waiting(): number {
    return this.#runner.waiting;
  }

  subscribe(listener: (event: AgentEvent) => void): () => void {
    return this.#events.subscribe(listener);
  }

  /** Changes the state from outside: loading, microphone, failures. */
  dispatch(action: AgentAction): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    this.#events.emit({ kind: 'state', state: next });
  }

  setMicrophone(microphone: MicrophoneState): void {
    if (microphone !== 'on') {
      this.#interrupting.restore();
      this.#listening.drop();
    }
    this.dispatch({ kind: 'microphone', microphone });
  }

  /** Evaluates the system prompt and the conversation so far. Rejects when the model fails. */
  prime(): Promise<void> {
    return this.#primer.prime(this.#runner.history.messages());
  }

  /** Runs a question through every stage, unheard, so that the first turn costs what the tenth does. Gives way at once. */
  rehearse(): void {
    if (!this.#turn && !this.#listening.utterance) this.#rehearsal.begin();
  }

  /** Takes what the voice activity detector says. */
  onVad(event: VadEvent): void {
    const { candidate } = this.#interrupting;
    switch (event.kind) {
      case 'onset':
        this.#rehearsal.end();
        if (this.#turn) this.#interrupting.onset(event.atMs);
        break;
      case 'onset-over':
        this.#interrupting.onsetOver();
        break;
      case 'start':
        this.#startUtterance(event.utteranceId, event.startAtMs);
        break;
      case 'level':
        this.#governor.lag(event.lagMs, nowMs());
        if (event.speechMs === 0) this.#gate.tick(nowMs(), this.#turn !== undefined);
        if (event.speechMs > 0) this.#speaking(event.speechMs);
        break;
      case 'pause':
        this.#primer.cancel();
        (candidate ?? this.#listening).paused(event);
        break;
      case 'resume':
        this.#primer.cancel();
        (candidate ?? this.#listening).resumed();
        break;
      case 'misfire':
        if (candidate) this.#interrupting.restore();
        else this.#misfired();
        break;
      case 'end':
        if (candidate) void this.#interrupting.ended(event).then((stopped) => stopped && this.#listening.ended(event));
        else this.#listening.ended(event);
        break;
      case 'echo':
        break;
    }
  }

  /** A typed question. It ends a turn in hand. */
  ask(text: string): void {
    const trimmed = text.trim();
    if (!trimmed) return;
    this.stop();
    this.#listening.drop();
    const atMs = nowMs();
    const heard = Promise.resolve({ text: trimmed, readyAtMs: atMs, transcript: undefined });
    this.#decided('keyboard', heard, { speechEndAtMs: atMs, decidedAtMs: atMs });
  }

  /** Ends the turn in hand, whose reply falls silent at once, or else what the user is saying. */
  stop(): void {
    if (this.#turn) {
      this.#turn.abort();
    } else if (this.#listening.utterance) {
      this.#listening.drop();
      this.dispatch({ kind: 'speech-dropped' });
    }
  }

  /** Forgets the conversation, or goes on with another, whose exchanges the model is told. It ends a turn in hand. */
  clear(goingOn: readonly Exchange[] = []): void {
    this.#listening.dropGuess();
    this.#runner.resume(goingOn);
    this.#events.emit({ kind: 'cleared' });
    this.#primer.primeInIdle(this.#runner.history.messages());
  }

  /** Takes exchanges out of the conversation. It ends a turn in hand that is one of them. */
  forget(turnIds: ReadonlySet<string>): void {
    this.#listening.dropGuess();
    this.#runner.drop(turnIds);
    this.#events.emit({ kind: 'forgotten', turnIds });
    if (!this.#turn) this.#primer.primeInIdle(this.#runner.history.messages());
  }

  /** Says a reply once more, which leaves the conversation as it is. It ends a turn in hand. */
  retell(reply: string): void {
    this.stop();
    this.#listening.drop();
    const turn = beginRetelling(this.#runner, reply, (record) => this.#events.emit({ kind: 'turn', record }));
    this.#decided('keyboard', turn.question.heard, { speechEndAtMs: nowMs(), decidedAtMs: nowMs() }, turn);
  }

  #startUtterance(id: number, startAtMs: number): void {
    this.#rehearsal.end();
    this.#captions.begin();
    const overReply = this.#turn !== undefined;
    const utterance: Utterance = new Utterance(id, {
      ear: this.options.ear,
      onCaption: (text) => this.#captions.add(text, utterance),
      judge: (text) => this.#gate.judge(text, startAtMs, overReply),
    });
    if (this.#turn) {
      this.#interrupting.start(utterance, startAtMs);
    } else {
      // What was said over the last reply and is still being read is older than this.
      this.#interrupting.drop();
      this.#listening.follow(utterance, undefined);
      this.dispatch({ kind: 'speech-started' });
    }
  }

  #speaking(speechMs: number): void {
    const { candidate } = this.#interrupting;
    const untold = this.#turn && !this.#turn.audible && this.#turn.question.input === 'voice';
    if (!candidate) this.#listening.speaking(speechMs);
    else if (untold && speechMs >= TAKE_BACK_MS && this.#gate.mayGoOn(this.#turn?.messages.questionText ?? ''))
      this.#interrupting.stop();
    else candidate.speaking(speechMs);
  }

  /** The user asks this and goes on speaking. */
  #asking(text: string, opening: string): void {
    this.#gate.asked();
    if (!this.#techniques.partialPrefill || !opening || this.#governor.extent(nowMs()) !== 'full') return;
    if (route(text, this.options.skills).kind === 'model')
      this.#primer.primeInIdle(this.#runner.history.messages(), opening);
  }

  /** The user speaks over the turn in hand: it ends. What was not answered aloud yet goes on as one question. */
  #bargeIn({ utterance, pause }: Candidate): void {
    const turn = this.#turn;
    const untold = turn && !turn.audible && turn.question.input === 'voice';
    const unfinished = untold ? { text: turn.messages.questionText, heard: turn.question.heard } : undefined;
    if (untold) turn.discard();
    turn?.abort();
    this.#turn = undefined;
    this.dispatch({ kind: 'turn-over' });
    this.dispatch({ kind: 'speech-started' });
    this.#listening.follow(utterance, unfinished);
    if (pause) this.#listening.judge(utterance, pause.pauseId, pause.heard);
  }

  #misfired(): void {
    const unfinished = this.#listening.drop();
    this.dispatch({ kind: 'speech-dropped' });
    // What seemed to be the second half was none: the first half is the question after all.
    if (unfinished) this.#decided('voice', unfinished.heard, { speechEndAtMs: nowMs(), decidedAtMs: nowMs() });
  }

  /** The user is done: the turn begun for it, or a new one, is what happens now. */
  #decided(
    input: Question['input'],
    heard: Promise<Heard>,
    decision: Decision,
    guess?: RunningTurn,
    tally?: ListeningTally,
  ): void {
    this.#primer.cancel();
    this.#rehearsal.end();
    this.#turn?.abort();
    this.options.voice.duck(1);
    const turn = guess ?? this.#begin({ heard, decided: Promise.resolve(decision), input });
    turn.tally = tally;
    this.#turn = turn;
    const started = () => this.dispatch({ kind: 'turn-started', transcript: '' });
    // What is not meant for Sotto shall not look as if it were.
    if (guess || input === 'keyboard') started();
    else this.#gate.whenMeant(heard, started, () => this.dispatch({ kind: 'speech-dropped' }));
    guess?.decide(decision);
    void turn.over.then(() => {
      if (this.#turn !== turn) return;
      this.#turn = undefined;
      if (!this.#interrupting.candidate) this.#interrupting.drop();
      this.dispatch({ kind: 'turn-over' });
      this.#primer.primeInIdle(this.#runner.history.messages());
    });
  }

  #begin(
    question: Pick<Question, 'heard' | 'input'> & { decided?: Promise<Decision> },
    onQuestionEnd: (probability: number) => void = () => {},
  ): RunningTurn {
    return this.#runner.begin(
      { ...question, turnId: crypto.randomUUID() },
      {
        onQuestionEnd,
        onOver: (record) => {
          if (record.outcome === 'answered') this.#gate.answered(nowMs());
          this.#events.emit({ kind: 'turn', record });
        },
      },
    );
  }

  #show(turn: RunningTurn): void {
    if (this.#turn !== turn) return;
    if (turn.audible) this.dispatch({ kind: 'reply', text: turn.messages.replyText });
    else this.dispatch({ kind: 'turn-started', transcript: turn.messages.questionText });
  }
}
