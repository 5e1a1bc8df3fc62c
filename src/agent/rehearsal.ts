import type { RunningTurn } from './running-turn';
import type { VoiceStage } from './stages';
import { nowMs } from './trace';
import type { TurnRunner } from './turn-runner';

/** An everyday question, so that every shape it runs is an everyday one. */
const QUESTION = 'What can you do for me today?';

/**
 * A turn that nobody sees or hears: it runs every stage once, so that the first turn costs what the tenth does. It gives way
 * to whatever else happens.
 */
export class Rehearsal {
  #turn: RunningTurn | undefined;

  /** `onOver`: the model holds the rehearsal's prompt now. */
  constructor(
    private readonly runner: TurnRunner,
    private readonly voice: Pick<VoiceStage, 'available'>,
    private readonly onOver: () => void,
  ) {}

  begin(): void {
    if (this.#turn || !this.voice.available()) return;
    const heard = Promise.resolve({ text: QUESTION, readyAtMs: nowMs(), transcript: undefined });
    const question = { turnId: crypto.randomUUID(), input: 'keyboard', heard } as const;
    this.#turn = this.runner.begin(question, { onFirstClauseMade: () => this.end() });
  }

  end(): void {
    const turn = this.#turn;
    this.#turn = undefined;
    if (!turn) return;
    turn.discard();
    turn.abort();
    void turn.over.then(this.onOver);
  }
}
