/** The synthesiser, its sound thrown away and nothing taken from its cache of phrases. */
import type { SpeakAnswer, TtsCalls } from '../../workers/protocol';
import type { ModelWorker } from '../models/model-worker';

/** The usual rate of a device's output: resampling to it is part of the work. */
const OUTPUT_HZ = 48_000;

export class SilentVoice {
  #port: MessagePort | undefined;

  constructor(
    private readonly tts: ModelWorker<TtsCalls>,
    private readonly nextReplyId: () => number,
  ) {}

  /** The synthesiser speaks to something else again. */
  detached(): void {
    this.#port?.close();
    this.#port = undefined;
  }

  async speak(text: string, signal: AbortSignal): Promise<SpeakAnswer> {
    await this.#attach();
    const replyId = this.nextReplyId();
    const answer = await this.tts.call('speak', { replyId, text, rate: 1 }, { signal });
    await this.tts.call('finish', { replyId });
    return answer;
  }

  async #attach(): Promise<void> {
    if (this.#port) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {};
    await this.tts.call(
      'attach',
      { playbackPort: port2, sampleRateHz: OUTPUT_HZ, phraseCache: false },
      { transfer: [port2] },
    );
    this.#port = port1;
  }
}
