/**
 * One thing held down by one means at a time: what begins while it is down is ignored, and only what took it down, or
 * letting go of everything, brings it up. So every `onDown` is followed by exactly one `onUp`.
 */
export class Hold {
  #by: string | undefined;

  constructor(
    private readonly onDown: () => void,
    private readonly onUp: () => void,
  ) {}

  get isDown(): boolean {
    return this.#by !== undefined;
  }

  /** Takes it down, if nothing holds it yet. */
  down(by: string): void {
    if (this.#by !== undefined) return;
    this.#by = by;
    this.onDown();
  }

  /** Lets go of what `by` holds; without a name, of whatever holds it. */
  up(by = this.#by): void {
    if (this.#by === undefined || this.#by !== by) return;
    this.#by = undefined;
    this.onUp();
  }
}
