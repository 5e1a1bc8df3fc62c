/**
 * The system's own voice, `speechSynthesis`, in the shape of the agent's voice stage. It is the one engine on the page's thread
 * and the one whose samples nobody sees:
 * - how long a clause lasts is a guess until its end was heard, and so is where a word ends until the next begins;
 * - the echo canceller gets no reference of it, so whoever listens meanwhile may hear it;
 * - loudness and pace hold from the next clause on, never within one. Ducking therefore pauses, where the system can.
 * Voices that live on a server (`localService` false) are not offered: what they say would leave the device.
 */
import type { PlaybackToPage, SpeakAnswer, SpeakProgress, TtsOptions } from '../../workers/protocol';
import { SottoError, throwIfAborted } from '../../workers/rpc';
import { type SystemClause, SystemReply } from './system-reply';

/** A voice as the settings offer it. */
export interface SystemVoiceChoice {
  /** `voiceURI`. */
  id: string;
  title: string;
  /** BCP 47. */
  language: string;
}

export interface SystemVoiceOptions {
  synth: SpeechSynthesis;
  utter: (text: string) => SpeechSynthesisUtterance;
  /** BCP 47; voices of this language come first. */
  language: string;
  /** Whether `pause()` keeps an utterance. Android's Chromium ends it instead. */
  pauses: boolean;
  /** What a speaker would tell of it. */
  onMessage?: ((message: PlaybackToPage) => void) | undefined;
  /** Another voice was installed, or the list was read late, as Chromium does. */
  onVoices?: (() => void) | undefined;
  /** Epoch ms. */
  now?: () => number;
  /** `setTimeout` and `clearTimeout`, but in tests. */
  later?: (work: () => void, delayMs: number) => () => void;
}

/** An engine that did not begin within this time will not: some never say so. Chosen. */
const BEGIN_WITHIN_MS = 8000;
/** What a system voice cannot make use of, and reads aloud ("asterisk"). */
const MARKUP = /[*_`#~|]+/g;

const later = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};

export class SystemVoice {
  readonly #replies = new Map<number, SystemReply>();
  /** What is being said; kept, because Chromium forgets the events of an utterance that nobody holds. */
  #current: { reply: SystemReply; clause: SystemClause; utterance: SpeechSynthesisUtterance } | undefined;
  /** Of the reply that last could not be said: told to whoever asks for more of it. */
  #failed: { replyId: number; error: SottoError } | undefined;
  #style: TtsOptions = { voice: undefined, pitch: 1 };
  #volume = 1;
  /** Of an ordinary text at pace 1: 70 ms a character to begin with, then what was measured. */
  #msPerCharacter = 70;
  readonly #now: () => number;
  readonly #later: (work: () => void, delayMs: number) => () => void;
  readonly #onVoices = () => this.options.onVoices?.();

  constructor(private readonly options: SystemVoiceOptions) {
    this.#now = options.now ?? (() => performance.timeOrigin + performance.now());
    this.#later = options.later ?? later;
    options.synth.addEventListener('voiceschanged', this.#onVoices);
  }

  /** Whether there is a voice at all that speaks on this device. */
  available(): boolean {
    return this.#local().length > 0;
  }

  /** Those of the language first, the system's own choice before others. */
  get voices(): SystemVoiceChoice[] {
    return this.#local().map(({ voiceURI, name, lang }) => ({ id: voiceURI, title: name, language: lang }));
  }

  /** From the next clause on. */
  configure(style: TtsOptions): void {
    this.#style = style;
  }

  open(replyId: number): Pick<SystemReply, 'audible' | 'ended'> {
    const reply = new SystemReply(replyId, this.#now);
    this.#replies.set(replyId, reply);
    return reply;
  }

  /** Takes a clause. There is nothing to make: it answers at once, with a guess of its length. */
  async speak(
    replyId: number,
    text: string,
    options: { signal: AbortSignal; rate: number; onAudio: (made: SpeakProgress) => void },
  ): Promise<SpeakAnswer> {
    throwIfAborted(options.signal);
    this.#throwIfFailed(replyId);
    const reply = this.#replies.get(replyId);
    const spokenText = text.replace(MARKUP, '').trim();
    const guessMs = (spokenText.length * this.#msPerCharacter) / options.rate;
    if (reply && !reply.over && spokenText) {
      reply.add({ text: spokenText, rate: options.rate, guessMs, onAudio: options.onAudio });
      this.#next();
    }
    return { audioMs: spokenText ? guessMs : 0, spokenText, phonemesMs: 0, firstPcmMs: 0, totalMs: 0, cached: false };
  }

  start(replyId: number): void {
    const reply = this.#replies.get(replyId);
    if (!reply) return;
    reply.started = true;
    this.#next();
  }

  /** The cores are not ours to leave: the system speaks in a process of its own. */
  hold(): void {}
  release(): void {}

  duck(gain: number): void {
    if (!this.options.pauses || !this.#current) return;
    const { reply } = this.#current;
    if (gain < 1) {
      this.options.synth.pause();
      reply.pause();
      this.#tell({ kind: 'ducked', replyId: reply.id, gain, renderedAtMs: this.#now() });
    } else {
      this.options.synth.resume();
      reply.resume();
    }
  }

  /** More than 1 is 1: a system voice cannot be amplified. */
  volume(gain: number): void {
    this.#volume = Math.min(1, Math.max(0, gain));
  }

  /** Resolves when all of the reply was heard or it was silenced; rejects with `audio-output-failed` where it could not be said. */
  async finish(replyId: number): Promise<void> {
    const reply = this.#replies.get(replyId);
    if (reply) {
      reply.complete = true;
      this.#next();
      await reply.ended;
    }
    this.#throwIfFailed(replyId);
  }

  flush(replyId: number): void {
    const reply = this.#replies.get(replyId);
    if (!reply) return;
    if (this.#current?.reply === reply) this.#cancel();
    this.#close(reply, true);
    this.#next();
  }

  dispose(): void {
    this.options.synth.removeEventListener('voiceschanged', this.#onVoices);
    for (const id of [...this.#replies.keys()]) this.flush(id);
  }

  /** Says the next clause of whatever reply may be heard, one at a time: what is not handed over is taken back for nothing. */
  #next(): void {
    if (this.#current) return;
    for (const reply of [...this.#replies.values()]) {
      if (!reply.started) continue;
      const clause = reply.take();
      if (clause) {
        this.#say(reply, clause);
        return;
      }
      if (reply.complete) this.#close(reply, false);
    }
  }

  #say(reply: SystemReply, clause: SystemClause): void {
    const { synth } = this.options;
    const utterance = this.options.utter(clause.text);
    utterance.voice = this.#voice() ?? null;
    utterance.lang = utterance.voice?.lang ?? this.options.language;
    utterance.rate = clause.rate;
    utterance.pitch = this.#style.pitch;
    utterance.volume = this.#volume;
    const current = { reply, clause, utterance };
    const mine = () => this.#current === current;
    const late = this.#later(() => mine() && this.#fail(reply, 'it did not begin'), BEGIN_WITHIN_MS);
    utterance.onstart = () => {
      late();
      if (!mine()) return;
      const first = reply.begin(clause);
      if (first) this.#tell({ kind: 'started', replyId: reply.id, renderedAtMs: this.#now() });
    };
    utterance.onboundary = ({ name, charIndex }) => {
      if (mine() && name !== 'sentence') reply.word(clause, charIndex);
    };
    utterance.onend = () => {
      late();
      if (!mine()) return;
      this.#current = undefined;
      const lastedMs = reply.end(clause);
      const measured = (lastedMs * clause.rate) / clause.text.length;
      // Half of it: a clause of one word says little about the next.
      if (clause.text.length > 10) this.#msPerCharacter = (this.#msPerCharacter + measured) / 2;
      this.#next();
    };
    utterance.onerror = ({ error }) => {
      late();
      if (mine()) this.#fail(reply, error);
    };
    this.#current = current;
    // A queue that was left paused would swallow all that comes.
    synth.resume();
    synth.speak(utterance);
  }

  #fail(reply: SystemReply, reason: string): void {
    this.#cancel();
    const error = new SottoError('audio-output-failed', `The system's voice did not speak: ${reason}.`);
    this.#failed = { replyId: reply.id, error };
    this.#close(reply, true);
    this.#next();
  }

  #throwIfFailed(replyId: number): void {
    if (this.#failed?.replyId === replyId) throw this.#failed.error;
  }

  /** Silence now. The events of what was being said are nobody's any more. */
  #cancel(): void {
    this.#current = undefined;
    this.options.synth.cancel();
    // Chromium stays paused over a cancel.
    this.options.synth.resume();
  }

  #close(reply: SystemReply, flushed: boolean): void {
    this.#replies.delete(reply.id);
    const { playedMs } = reply.close(flushed);
    const told = { replyId: reply.id, renderedAtMs: this.#now(), playedMs, underruns: 0 };
    this.#tell(flushed ? { kind: 'flushed', ...told } : { kind: 'drained', ...told, underrunMs: 0 });
  }

  #tell(message: PlaybackToPage): void {
    this.options.onMessage?.(message);
  }

  #voice(): SpeechSynthesisVoice | undefined {
    const local = this.#local();
    return local.find(({ voiceURI }) => voiceURI === this.#style.voice) ?? local[0];
  }

  #local(): SpeechSynthesisVoice[] {
    const language = this.options.language.toLowerCase();
    const [short = ''] = language.split('-');
    const distance = ({ lang, default: own }: SpeechSynthesisVoice) => {
      // Android writes en_US.
      const spoken = lang.replace('_', '-').toLowerCase();
      const far = spoken === language ? 0 : spoken.split('-')[0] === short ? 1 : 2;
      return 2 * far + (own ? 0 : 1);
    };
    const local = this.options.synth.getVoices().filter(({ localService }) => localService);
    return local.sort((a, b) => distance(a) - distance(b));
  }
}
