/**
 * Speech that began while an answer was under way. The recogniser listens in at once and often; the rules of `interruption`
 * say whether it is a reason to stop.
 */
import type { VadEvent } from '../../workers/protocol';
import type { Interruption, InterruptionDecision } from './interruption';
import type { EarStage } from './stages';
import type { Heard } from './turn';
import type { Utterance } from './utterance';

type Pause = Extract<VadEvent, { kind: 'pause' }>;
type End = Extract<VadEvent, { kind: 'end' }>;

/**
 * Silence that ends such speech: an answer that was only lowered for a "mm-hm" is not kept low for long. A choice; what turns
 * out to be a question is judged anew and given its time.
 */
const SILENCE_MS = 300;

export interface CandidateOptions {
  ear: Pick<EarStage, 'require'>;
  onDecision(decision: InterruptionDecision): void;
  /** Whether the recogniser may be asked before the user pauses. */
  quickPartials: boolean;
}

export class Candidate {
  /** The pause in hand and its transcript, for whoever goes on listening. */
  pause: { pauseId: number; heard: Promise<Heard> } | undefined;
  #speechMs = 0;

  constructor(
    readonly utterance: Utterance,
    private readonly rules: Interruption,
    private readonly options: CandidateOptions,
  ) {}

  speaking(speechMs: number): void {
    this.#speechMs = speechMs;
    this.options.onDecision(this.rules.voiced(speechMs));
    if (!this.options.quickPartials || this.utterance.busy || !this.rules.wantsPartial(speechMs)) return;
    this.utterance.partial().then(
      ({ text, verdict, averageLogProbability }) =>
        this.options.onDecision(this.rules.partial(text, verdict, speechMs, averageLogProbability)),
      () => this.rules.partialLost(),
    );
  }

  paused({ pauseId, sampleCount }: Pause): void {
    const heard = this.utterance.paused(pauseId, sampleCount);
    this.options.ear.require(this.utterance.id, pauseId, SILENCE_MS);
    this.pause = { pauseId, heard };
    const speechMs = this.#speechMs;
    heard.then(
      ({ text, transcript }) =>
        this.options.onDecision(
          // The rules look for the name themselves.
          this.rules.partial(
            transcript?.text ?? text,
            transcript?.verdict ?? 'empty',
            speechMs,
            transcript?.averageLogProbability,
          ),
        ),
      () => {},
    );
  }

  resumed(): void {
    this.pause = undefined;
    this.utterance.resumed();
  }

  /** Decides at last, by the whole transcript. */
  async ended({ sampleCount }: End): Promise<void> {
    const heard = await this.utterance.ended(sampleCount).catch(() => undefined);
    const { text = '', verdict = 'empty', averageLogProbability } = heard?.transcript ?? {};
    this.options.onDecision(this.rules.ended(text, verdict, averageLogProbability));
  }
}
