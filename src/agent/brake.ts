/** What can be stopped between two steps and let go on. */
interface Pedal {
  hold(): void;
  release(): void;
}

/** A hold with more than one reason: it lasts until the last of them is gone. */
export class Brake {
  readonly #reasons = new Set<string>();

  constructor(private readonly pedal: Pedal) {}

  hold(reason: string): void {
    if (this.#reasons.size === 0) this.pedal.hold();
    this.#reasons.add(reason);
  }

  /** A reason that was not given is none to let go. */
  release(reason: string): void {
    if (this.#reasons.delete(reason) && this.#reasons.size === 0) this.pedal.release();
  }
}
