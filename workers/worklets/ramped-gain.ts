/** A factor that moves to what is asked of it in a straight line, so that no change of loudness clicks. */
export class RampedGain {
  value = 1;
  target = 1;
  #step = 0;

  /** @param rampSamples how long the way to a new target is. */
  constructor(private readonly rampSamples: number) {}

  set(target: number): void {
    this.target = target;
    this.#step = Math.abs(target - this.value) / this.rampSamples;
  }

  /** One sample further. */
  advance(): void {
    if (this.value < this.target) this.value = Math.min(this.target, this.value + this.#step);
    else if (this.value > this.target) this.value = Math.max(this.target, this.value - this.#step);
  }

  /** Where nothing is heard no ramp is needed. */
  arrive(): void {
    this.value = this.target;
  }
}
