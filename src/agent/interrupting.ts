/** What happens while somebody makes a sound over an answer: it is lowered at once, and stopped or restored when it is clear why. */
import type { VadEvent } from '../../workers/protocol';
import { Candidate } from './candidate';
import type { ControlPhrase } from './control-phrase';
import { isEchoOf } from './echo-of-reply';
import type { InterruptionStep } from './events';
import { Interruption, type InterruptionDecision } from './interruption';
import type { EarStage, VoiceStage } from './stages';
import { nowMs } from './trace';
import type { Utterance } from './utterance';

/** −14 dB: clearly out of the user's way, and still there; the least the product promises is −12. */
const DUCK_GAIN = 0.2;

/** Voicing that takes a question back of which no answer was heard yet: the user has not finished. */
export const TAKE_BACK_MS = 250;

export interface InterruptingOptions {
  ear: Pick<EarStage, 'require'>;
  voice: Pick<VoiceStage, 'duck'>;
  quickPartials: boolean;
  /** The words being spoken. */
  spoken(): string;
  /** The user speaks over the answer: it is to end, and the utterance to be followed. */
  onStop(candidate: Candidate): void;
  onStep(step: InterruptionStep, atMs: number): void;
  /** A wish that leaves the answer going on: louder, slower. */
  onAdjust(phrase: ControlPhrase): void;
  /** Tells what is meant for Sotto of speech that begins then; undefined where all of it is. */
  meant(startAtMs: number): ((text: string) => boolean) | undefined;
  /** Sotto heard itself. */
  onOwnVoice(): void;
}

export class Interrupting {
  #candidate: Candidate | undefined;
  #rules: Interruption | undefined;

  constructor(private readonly options: InterruptingOptions) {}

  /** Speech over the answer that is no reason to stop it yet. */
  get candidate(): Candidate | undefined {
    return this.#candidate;
  }

  onset(atMs: number): void {
    if (this.#rules) return;
    const { spoken, onOwnVoice } = this.options;
    let told = false;
    this.#rules = new Interruption({
      isMeant: this.options.meant(atMs),
      isEcho: (text) => {
        const isEcho = isEchoOf(text, spoken());
        if (isEcho && !told) onOwnVoice();
        told ||= isEcho;
        return isEcho;
      },
    });
    this.options.onStep('onset', atMs);
    this.#act(this.#rules.onset(atMs));
  }

  /** The onset was nothing. */
  onsetOver(): void {
    if (!this.#candidate) this.#act(RESTORE);
  }

  start(utterance: Utterance, startAtMs: number): void {
    this.onset(startAtMs);
    this.#candidate?.utterance.dropped();
    const { ear, quickPartials } = this.options;
    this.#candidate = new Candidate(utterance, this.#rules ?? new Interruption(), {
      ear,
      quickPartials,
      onDecision: (decision) => {
        if (this.#candidate?.utterance === utterance) this.#act(decision);
      },
    });
  }

  /** The utterance is over. Resolves to whether it was reason to stop. */
  async ended(event: Extract<VadEvent, { kind: 'end' }>): Promise<boolean> {
    const candidate = this.#candidate;
    if (!candidate) return false;
    await candidate.ended(event);
    if (this.#candidate !== candidate) return true;
    this.#act(RESTORE);
    return false;
  }

  /** The answer is to end, whatever the rules say. */
  stop(): void {
    const candidate = this.#candidate;
    this.#candidate = this.#rules = undefined;
    if (!candidate) return;
    this.options.onStep('stopped', nowMs());
    this.options.onStop(candidate);
  }

  /** It was nothing: the answer goes on as it was. */
  restore(): void {
    this.#act(RESTORE);
  }

  /** Nobody listens any more. */
  drop(): void {
    this.#candidate?.utterance.dropped();
    this.#candidate = this.#rules = undefined;
  }

  #act({ kind, control }: InterruptionDecision): void {
    switch (kind) {
      case 'none':
        break;
      case 'duck':
        this.options.voice.duck(DUCK_GAIN);
        break;
      case 'restore':
        if (!this.#rules) return;
        if (control) this.options.onAdjust(control);
        this.options.voice.duck(1);
        this.options.onStep('restored', nowMs());
        this.drop();
        break;
      case 'stop':
        this.stop();
        break;
    }
  }
}

const RESTORE: InterruptionDecision = { kind: 'restore', control: undefined };
