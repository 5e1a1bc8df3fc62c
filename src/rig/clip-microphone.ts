/** A microphone that hears recordings, in real time: what comes after it is what comes after any microphone. */
import type { LoadedClip } from './clips';

const RATE_HZ = 16_000;
/** Quiet before each clip, so that the detector has forgotten the one before. A choice; the clips begin with 0.3 s of their own. */
const LEAD_S = 0.2;

export class ClipMicrophone {
  readonly #destination: MediaStreamAudioDestinationNode;
  #source: AudioBufferSourceNode | undefined;

  constructor(private readonly context: AudioContext) {
    this.#destination = context.createMediaStreamDestination();
  }

  get stream(): MediaStream {
    return this.#destination.stream;
  }

  play({ samples }: Pick<LoadedClip, 'samples'>): void {
    this.stop();
    const buffer = this.context.createBuffer(1, samples.length, RATE_HZ);
    buffer.copyToChannel(samples, 0);
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#destination);
    source.start(this.context.currentTime + LEAD_S);
    this.#source = source;
  }

  stop(): void {
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = undefined;
  }

  close(): void {
    this.stop();
    for (const track of this.stream.getTracks()) track.stop();
  }
}
