/** How loud replies are: the user's volume, a duck for a while, and a limiter so that neither clips. */
import { RampedGain } from './ramped-gain';

/** The contract allows 10 ms; a straight ramp of that length does not click and is over before a word is. */
const RAMP_MS = 8;
/** As loud as it gets: four times, 12 dB. */
export const MAX_VOLUME = 4;
/** Where the voice's leveller holds peaks (−1 dBFS): up to there a volume of 1 changes no sample. */
const LEVELLED_PEAK = 10 ** (-1 / 20);
/** What no sample passes. Chosen: just under full scale. */
const CEILING = 0.98;

export class Loudness {
  readonly #duck: RampedGain;
  readonly #volume: RampedGain;
  #awaited = false;

  constructor(sampleRateHz: number) {
    const rampSamples = Math.round((RAMP_MS / 1000) * sampleRateHz);
    this.#duck = new RampedGain(rampSamples);
    this.#volume = new RampedGain(rampSamples);
  }

  /** The factor of the duck, as asked. */
  get duckGain(): number {
    return this.#duck.target;
  }

  duck(gain: number): void {
    this.#duck.set(Math.max(0, Math.min(1, gain)));
    this.#awaited = true;
  }

  volume(gain: number): void {
    this.#volume.set(Math.max(0, Math.min(MAX_VOLUME, gain)));
  }

  /** The sample as loud as it is to be now; one step of both ramps. */
  apply(sample: number): number {
    this.#duck.advance();
    this.#volume.advance();
    const volume = this.#volume.value;
    return this.#duck.value * (volume === 1 ? sample : limit(sample * volume, volume));
  }

  /** True once for each `duck`, when its gain has been reached by `apply`. */
  takeReached(): boolean {
    if (!this.#awaited || this.#duck.value !== this.#duck.target) return false;
    this.#awaited = false;
    return true;
  }

  /** Nothing is playing: gains are where they should be, and nobody waits for a duck that nobody hears. */
  rest(): void {
    this.#duck.arrive();
    this.#volume.arrive();
    this.#awaited = false;
  }
}

/** Linear up to a knee that comes down as the volume goes up, then bent below the ceiling; the same at a volume of 1. */
function limit(value: number, volume: number): number {
  const knee = volume > 1 ? LEVELLED_PEAK / Math.sqrt(volume) : LEVELLED_PEAK;
  const size = Math.abs(value);
  if (size <= knee) return value;
  const room = CEILING - knee;
  return Math.sign(value) * (knee + room * Math.tanh((size - knee) / room));
}
