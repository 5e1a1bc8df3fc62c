/**
 * Utterances in, text out. Holds the audio of utterances still open, runs one transcription at a time, and lets a final
 * one push a partial one aside. The model is passed in as a function, so this runs in a unit test without one.
 */
import { measure } from '../measures';
import type { SttCalls, SttOptions, Transcript } from '../protocol';
import { abortedError, throwIfAborted } from '../rpc';
import { SerialQueue } from '../serial-queue';
import type { Listening } from './listening';
import { GREEDY, isGreedy, type Search } from './search';
import { Segment } from './segment';
import { bestCut, MAX_SEGMENT_SAMPLES, type SpeechSpan } from './segment-cut';
import { type Heard, joinText, type Recognition, transcriptOf } from './transcript';

/** How a stretch of audio is to be recognised. */
export interface RecogniseOptions {
  maxTokens: number;
  /** Tokens the text probably begins with; never changes the text, only the time it takes. None unless `search` is greedy. */
  draft: readonly number[];
  search: Search;
  /** BCP 47; undefined where it is to be found out. */
  language: string | undefined;
  /** Called between any two runs of the graphs with all that is written so far; throws when the work is given up. */
  between(tokens: readonly number[], text: string): Promise<void>;
}

/** Recognises what `Listening` gave. */
export type Recognise<Input> = (input: Input, options: RecogniseOptions) => Promise<Recognition>;

/** Until the page says otherwise. */
const DEFAULT_OPTIONS: SttOptions = { language: undefined, temperature: 0, beams: 1 };

type TranscribeRequest = SttCalls['transcribe']['request'];

interface UtteranceView<Input> {
  /** What is heard in one piece: all of it, or what follows the last cut. */
  segment: Segment<Input>;
  sampleCount: number;
  /** Segments cut off a long utterance, in order, already being transcribed. */
  closed: Promise<Recognition>[];
}

interface Utterance<Input> extends UtteranceView<Input> {
  id: number;
  spans: SpeechSpan[];
  arrivals: Set<() => void>;
}

export class Transcriber<Input> {
  readonly #utterances = new Map<number, Utterance<Input>>();
  /** A number each: a day of talking is some kilobytes. */
  readonly #forgotten = new Set<number>();
  readonly #queue = new SerialQueue();
  /** Set while a partial runs; called by whatever is more urgent. */
  #giveUpPartial: (() => void) | undefined;
  #drafts = true;
  #options = DEFAULT_OPTIONS;

  /** `pause` lets messages be read; `listen` makes what keeps a stretch of audio. */
  constructor(
    private readonly recognise: Recognise<Input>,
    private readonly pause: () => Promise<void>,
    private readonly listen: () => Listening<Input>,
  ) {}

  /** From the next transcription on. */
  configure(options: SttOptions): void {
    this.#options = options;
  }

  /** Takes 16 kHz samples of an utterance; the first ones open it. */
  push(id: number, samples: Float32Array, speechProbability: number): void {
    if (this.#forgotten.has(id)) return;
    const utterance = this.#utterances.get(id) ?? this.#open(id);
    utterance.segment.audio.push(samples);
    utterance.sampleCount += samples.length;
    utterance.spans.push({ sampleCount: samples.length, speechProbability });
    if (utterance.segment.audio.length > MAX_SEGMENT_SAMPLES) this.#cut(utterance);
    for (const arrived of utterance.arrivals) arrived();
  }

  /** Drops an utterance's audio, and what of it may still come. */
  forget(id: number): void {
    this.#utterances.delete(id);
    this.#forgotten.add(id);
  }

  /**
   * A new detector, which numbers its utterances anew.
   * @param drafts whether what was understood of an utterance is the draft of its next transcript.
   */
  restart(drafts: boolean): void {
    this.#drafts = drafts;
    this.#giveUpPartial?.();
    this.#utterances.clear();
    this.#forgotten.clear();
  }

  async transcribe(
    { utteranceId, sampleCount, mode }: TranscribeRequest,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Transcript> {
    this.#giveUpPartial?.();
    const { language, ...search } = this.#options;
    const how = { search: mode === 'partial' ? GREEDY : search, language };
    const utterance = this.#utterances.get(utteranceId) ?? this.#open(utteranceId);
    await this.#arrived(utterance, sampleCount, signal);
    const gaveUp = new AbortController();
    const giveUp = () => gaveUp.abort();
    const given = AbortSignal.any([signal, gaveUp.signal]);
    if (mode === 'partial') this.#giveUpPartial = giveUp;
    // A cut while this waits its turn makes new objects and leaves these as they are: the view stays whole.
    const view = { segment: utterance.segment, closed: [...utterance.closed], sampleCount: utterance.sampleCount };
    try {
      const segments = await this.#queue.run(() => this.#run(view, how, onText, given));
      // Whoever is next need not wait for this.
      return await transcriptOf(segments, view.sampleCount);
    } finally {
      if (this.#giveUpPartial === giveUp) this.#giveUpPartial = undefined;
    }
  }

  async #run(
    { segment, closed }: UtteranceView<Input>,
    how: Pick<RecogniseOptions, 'search' | 'language'>,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Heard> {
    throwIfAborted(signal);
    const before = await Promise.all(closed);
    const texts = before.map(({ text }) => text);
    // Lets an abort be read that came while the one before this ran: a run of the encoder costs more than all else here.
    await this.pause();
    throwIfAborted(signal);
    const start = performance.now();
    const input = segment.audio.input();
    const melMs = performance.now() - start;
    measure('stt.mel', start, start + melMs);
    const open = await this.#recognise(segment, input, how, async (text) => {
      if (text) onText(joinText([...texts, text]));
      await this.pause();
      throwIfAborted(signal);
    });
    return { before, open, melMs };
  }

  /** Recognises a segment with the help of what was last understood of it, and remembers what is understood now. */
  async #recognise(
    segment: Segment<Input>,
    input: Input,
    how: Pick<RecogniseOptions, 'search' | 'language'>,
    between: (text: string) => Promise<void>,
  ): Promise<Recognition> {
    let reached: readonly number[] = [];
    try {
      const recognition = await this.recognise(input, {
        ...how,
        maxTokens: segment.tokenCap,
        draft: this.#drafts && isGreedy(how.search) ? segment.draft : [],
        between: (tokens, text) => {
          reached = tokens;
          return between(text);
        },
      });
      segment.remember(recognition.tokens, true);
      return recognition;
    } catch (error) {
      segment.remember(reached, false);
      throw error;
    }
  }

  #open(id: number): Utterance<Input> {
    const utterance = {
      id,
      segment: new Segment(this.listen()),
      spans: [],
      sampleCount: 0,
      closed: [],
      arrivals: new Set<() => void>(),
    };
    this.#utterances.set(id, utterance);
    return utterance;
  }

  /** Splits a long utterance at its best pause and starts on the first part at once, so that the end stays quick. */
  #cut(utterance: Utterance<Input>): void {
    const at = bestCut(utterance.spans);
    const whole = utterance.segment.audio.samples;
    const head = new Segment(this.listen());
    head.audio.push(whole.subarray(0, at));
    utterance.segment = new Segment(this.listen());
    utterance.segment.audio.push(whole.subarray(at));
    let left = at;
    utterance.spans = utterance.spans.flatMap((span) => {
      const cutOff = Math.min(left, span.sampleCount);
      left -= cutOff;
      return cutOff === span.sampleCount ? [] : [{ ...span, sampleCount: span.sampleCount - cutOff }];
    });
    this.#giveUpPartial?.();
    const input = head.audio.input();
    const { language, ...search } = this.#options;
    const how = { search, language };
    const recognised = this.#queue.run(() => this.#recognise(head, input, how, this.pause));
    // Whoever transcribes the utterance meets the failure; until then it is nobody's unhandled rejection.
    recognised.catch(() => {});
    utterance.closed.push(recognised);
  }

  /** Waits until the samples promised by the detector have come by the other port. */
  #arrived(utterance: Utterance<Input>, sampleCount: number, signal: AbortSignal): Promise<void> {
    if (utterance.sampleCount >= sampleCount) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const check = () => {
        if (utterance.sampleCount < sampleCount) return;
        over();
        resolve();
      };
      const onAbort = () => {
        over();
        reject(abortedError());
      };
      const over = () => {
        utterance.arrivals.delete(check);
        signal.removeEventListener('abort', onAbort);
      };
      utterance.arrivals.add(check);
      signal.addEventListener('abort', onAbort);
    });
  }
}
