import type { EarStage, ModelStage, Playback, PlaybackEnd, VoiceStage } from '../../src/agent/stages';
import { ClauseCutter, LATE_FIRST_CLAUSE } from '../../workers/llm/clauses';
import type {
  ChatMessage,
  GenerateAnswer,
  SpeakAnswer,
  SpeakProgress,
  StopReason,
  Transcript,
} from '../../workers/protocol';
import { abortedError } from '../../workers/rpc';

/** Lets everything that needs no more than microtasks and one trip round the event loop happen. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

export interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** A promise that the signal ends. */
function endedBy<T>(signal: AbortSignal): Deferred<T> {
  const result = deferred<T>();
  if (signal.aborted) result.reject(abortedError());
  signal.addEventListener('abort', () => result.reject(abortedError()));
  return result;
}

export function transcriptOf(text: string, changes: Partial<Transcript> = {}): Transcript {
  return {
    text,
    verdict: 'speech',
    averageLogProbability: -0.2,
    noSpeechProbability: 0.02,
    audioMs: 1500,
    tokens: 7,
    draftedTokens: 0,
    melMs: 1,
    encodeMs: 60,
    decodeMs: 39,
    ...changes,
  };
}

interface FakeClause {
  replyId: number;
  text: string;
  rate: number;
  signal: AbortSignal;
  /** Audio was made of it, so much in all. */
  made(audioMs: number, wordEndsMs?: readonly number[]): void;
  done(audioMs?: number): void;
  fail(error: unknown): void;
}

/**
 * A voice and a speaker without sound. By itself it speaks each clause at once, a second long, and plays it all at once when
 * its reply is started.
 */
export class FakeVoice implements VoiceStage {
  isAvailable = true;
  /** Off: the test finishes each clause. */
  speaksByItself = true;
  /** Off: the test says when a reply is heard and when it has drained. */
  playsByItself = true;
  clauseMs = 1000;
  /** What had been heard when a reply is flushed. */
  playedMs = 0;
  failure: unknown;
  readonly clauses: FakeClause[] = [];
  readonly log: string[] = [];
  /** How loud it was asked to be. */
  readonly gains: string[] = [];
  readonly #playing = new Map<number, { audible: Deferred<{ atMs: number }>; ended: Deferred<PlaybackEnd> }>();
  readonly #started = new Set<number>();
  readonly #made = new Set<number>();
  readonly #finished = new Set<number>();

  constructor(private readonly nowMs: () => number = () => performance.timeOrigin + performance.now()) {}

  get texts(): string[] {
    return this.clauses.map(({ text }) => text);
  }
  available(): boolean {
    return this.isAvailable;
  }
  open(replyId: number): Playback {
    this.log.push(`open ${replyId}`);
    const entry = { audible: deferred<{ atMs: number }>(), ended: deferred<PlaybackEnd>() };
    this.#playing.set(replyId, entry);
    return { audible: entry.audible.promise, ended: entry.ended.promise };
  }
  speak(
    replyId: number,
    text: string,
    { signal, rate, onAudio }: { signal: AbortSignal; rate: number; onAudio: (made: SpeakProgress) => void },
  ): Promise<SpeakAnswer> {
    const result = endedBy<SpeakAnswer>(signal);
    const tell = (audioMs: number, wordEndsMs: readonly number[] = []) => {
      if (audioMs > 0) onAudio({ audioMs, wordEndsMs: [...wordEndsMs], firstPcmAtMs: this.nowMs() });
    };
    const clause: FakeClause = {
      replyId,
      text,
      rate,
      signal,
      made: tell,
      done: (audioMs = this.clauseMs) => {
        tell(audioMs);
        result.resolve({
          audioMs,
          spokenText: text,
          phonemesMs: 1,
          firstPcmMs: 2,
          totalMs: 3,
          cached: false,
        });
        this.#made.add(replyId);
        this.#play(replyId);
      },
      fail: result.reject,
    };
    this.clauses.push(clause);
    if (this.failure) clause.fail(this.failure);
    else if (this.speaksByItself) clause.done();
    return result.promise;
  }
  async finish(replyId: number): Promise<void> {
    this.log.push(`finish ${replyId}`);
    this.#finished.add(replyId);
    this.#play(replyId);
  }
  start(replyId: number): void {
    this.log.push(`start ${replyId}`);
    this.#started.add(replyId);
    this.#play(replyId);
  }
  hold(): void {
    this.log.push('hold');
  }
  release(): void {
    this.log.push('release');
  }
  duck(gain: number): void {
    this.gains.push(`duck ${gain}`);
  }
  volume(gain: number): void {
    this.gains.push(`volume ${gain}`);
  }
  #play(replyId: number): void {
    if (!this.playsByItself || !this.#started.has(replyId)) return;
    if (this.#made.has(replyId)) this.hear(replyId);
    if (this.#finished.has(replyId)) this.drain(replyId);
  }
  flush(replyId: number): void {
    this.log.push(`flush ${replyId}`);
    this.#playing.get(replyId)?.ended.resolve({ playedMs: this.playedMs, underruns: 0, flushed: true });
  }

  /** The reply's first sample is audible. */
  hear(replyId: number, atMs = this.nowMs()): void {
    this.#playing.get(replyId)?.audible.resolve({ atMs });
  }
  /** All of the reply was heard. */
  drain(replyId: number, underruns = 0): void {
    this.#playing.get(replyId)?.ended.resolve({ playedMs: this.playedMs, underruns, flushed: false });
  }
}

interface FakeReply {
  messages: ChatMessage[];
  maxTokens: number;
  signal: AbortSignal;
  /** It was ended, failed or given up. */
  isOver(): boolean;
  questionEnd(probability: number): void;
  write(delta: string): void;
  end(stop?: StopReason): void;
  fail(error: unknown): void;
}

/** A language model that writes what it is told. By itself it writes `deltas` and ends. */
export class FakeModel implements ModelStage {
  deltas: string[] = ['It is ', 'sunny today.'];
  stop: StopReason = 'end';
  /** Off: the test writes the reply. */
  writesByItself = true;
  failure: unknown;
  primeFailure: unknown;
  /** Off: priming lasts until it is given up. */
  primesAtOnce = true;
  readonly replies: FakeReply[] = [];
  readonly primed: { messages: ChatMessage[]; opening: string | undefined; signal: AbortSignal }[] = [];
  readonly log: string[] = [];
  /** Called with what goes on, to be read together with another fake's log. */
  onLog: (entry: string) => void = () => {};

  generate(
    messages: ChatMessage[],
    maxTokens: number,
    { signal, onDelta, onClause, onQuestionEnd, earlyClause }: Parameters<ModelStage['generate']>[2],
  ): Promise<GenerateAnswer> {
    this.#note('generate');
    const cutter = new ClauseCutter(earlyClause ? {} : LATE_FIRST_CLAUSE);
    const result = endedBy<GenerateAnswer>(signal);
    let text = '';
    let over = false;
    result.promise
      .catch(() => {})
      .finally(() => {
        over = true;
      });
    const reply: FakeReply = {
      messages,
      maxTokens,
      signal,
      isOver: () => over || signal.aborted,
      questionEnd: (probability) => onQuestionEnd?.(probability),
      write: (delta) => {
        if (over || signal.aborted) return;
        text += delta;
        onDelta(delta);
        for (const clause of cutter.push(delta)) onClause(clause);
      },
      end: (stop = this.stop) => {
        const rest = over || signal.aborted ? undefined : cutter.flush(stop === 'cap');
        if (rest) onClause(rest);
        result.resolve({
          text,
          stop,
          tokens: 9,
          reusedTokens: 100,
          evaluatedTokens: 12,
          firstTokenMs: 150,
          totalMs: 400,
          heldMs: 0,
        });
      },
      fail: result.reject,
    };
    this.replies.push(reply);
    if (this.failure) reply.fail(this.failure);
    else if (this.writesByItself) {
      for (const delta of this.deltas) reply.write(delta);
      reply.end();
    }
    return result.promise;
  }
  prime(messages: ChatMessage[], opening: string | undefined, signal: AbortSignal): Promise<void> {
    this.#note('prime');
    this.primed.push({ messages, opening, signal });
    const result = endedBy<void>(signal);
    if (this.primeFailure) result.reject(this.primeFailure);
    else if (this.primesAtOnce) result.resolve();
    return result.promise;
  }
  hold(): void {
    this.#note('hold');
  }
  release(): void {
    this.#note('release');
  }
  #note(entry: string): void {
    this.log.push(entry);
    this.onLog(entry);
  }
}

interface FakeHearing {
  utteranceId: number;
  sampleCount: number;
  mode: 'partial' | 'final';
  signal: AbortSignal;
  answer(text: string, changes?: Partial<Transcript>): void;
  fail(error: unknown): void;
}

/** A recogniser that hears what it is told; it answers `texts` by utterance at once, and waits for the test for others. */
export class FakeEar implements EarStage {
  readonly texts = new Map<number, string>();
  readonly hearings: FakeHearing[] = [];
  readonly forgotten: number[] = [];
  /** Silences asked for. */
  readonly required: { utteranceId: number; pauseId: number; silenceMs: number }[] = [];

  transcribe(
    utteranceId: number,
    sampleCount: number,
    mode: 'partial' | 'final',
    { signal }: { signal: AbortSignal },
  ): Promise<Transcript> {
    const result = endedBy<Transcript>(signal);
    const hearing: FakeHearing = {
      utteranceId,
      sampleCount,
      mode,
      signal,
      answer: (text, changes) => result.resolve(transcriptOf(text, changes)),
      fail: result.reject,
    };
    this.hearings.push(hearing);
    const text = this.texts.get(utteranceId);
    if (text !== undefined) hearing.answer(text);
    return result.promise;
  }
  require(utteranceId: number, pauseId: number, silenceMs: number): void {
    this.required.push({ utteranceId, pauseId, silenceMs });
  }
  forget(utteranceId: number): void {
    this.forgotten.push(utteranceId);
  }
}
