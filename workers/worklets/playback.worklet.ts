/** The speaker's worklet: samples come by a port from the synthesiser, the page hears of starts, ends, levels and holes. */
import type { PageToPlayback, TtsToPlayback } from '../protocol';
import { FrameClock } from './clock';
import { PlaybackQueue } from './playback-queue';

class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #clock = new FrameClock(sampleRate);
  readonly #queue = new PlaybackQueue({
    sampleRateHz: sampleRate,
    dateAt: (frame) => this.#clock.dateAt(frame),
    emit: (message) => this.port.postMessage(message),
  });
  #tts: MessagePort | undefined;
  #closed = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PageToPlayback>) => {
      switch (data.kind) {
        case 'connect':
          this.#connect(data.ttsPort);
          break;
        case 'start':
          this.#queue.start(data.replyId);
          break;
        case 'duck':
          this.#queue.duck(data.gain);
          break;
        case 'volume':
          this.#queue.volume(data.gain);
          break;
        case 'flush':
          this.#queue.flush(data.replyId);
          break;
        case 'close':
          this.#closed = true;
          this.#tts?.close();
          break;
      }
    };
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    this.#clock.stamp(currentFrame);
    const channels = outputs[0];
    const first = channels?.[0];
    if (!channels || !first) return !this.#closed;
    this.#queue.render(first, currentFrame);
    for (let c = 1; c < channels.length; c++) channels[c]!.set(first);
    return !this.#closed;
  }

  /** A synthesiser that was started again brings a new port. */
  #connect(tts: MessagePort): void {
    this.#tts?.close();
    this.#tts = tts;
    tts.onmessage = ({ data }: MessageEvent<TtsToPlayback>) => {
      if (data.kind === 'pcm') this.#queue.push(data.replyId, data.samples);
      else this.#queue.end(data.replyId);
    };
  }
}

registerProcessor('sotto-playback', PlaybackProcessor);
