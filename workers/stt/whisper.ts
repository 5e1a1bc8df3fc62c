/**
 * English Whisper on ONNX Runtime: an encoder that takes any number of frames, and one decoder graph for prompt and steps.
 *
 * Our own loop, because transformers.js `generate` fetches every output at each step: the same files take 464 ms there at
 * 3 s of speech and 118 ms here (shared measurement).
 */
import { ort, output } from '../runtime';
import { DecoderGraph } from './decoder-graph';
import { type Decoded, type DecodeOptions, SpeechDecoder } from './speech-decoder';
import { MEL_BANDS } from './streaming-mel';

/** What the loop needs of `generation_config.json`; English only, so the prompt has no language or task token. */
export interface WhisperConfig {
  startToken: number;
  noTimestampsToken: number;
  endToken: number;
  noSpeechToken: number;
  suppressTokens: readonly number[];
  beginSuppressTokens: readonly number[];
}

export class Whisper {
  readonly #decoder: SpeechDecoder;
  readonly #prompt: readonly number[];

  constructor(
    private readonly encoder: ort.InferenceSession,
    decoder: ort.InferenceSession,
    config: WhisperConfig,
  ) {
    this.#decoder = new SpeechDecoder(new DecoderGraph(decoder, ort.Tensor), {
      end: config.endToken,
      // Text tokens and the end token alone; everything above is for tasks and timestamps.
      textEnd: config.endToken + 1,
      noSpeech: config.noSpeechToken,
      suppressed: config.suppressTokens,
      suppressedFirst: config.beginSuppressTokens,
    });
    this.#prompt = [config.startToken, config.noTimestampsToken];
  }

  /** @param features [80 × frames], bands first. @returns the audio as the decoder reads it. */
  async encode(features: Float32Array, frames: number): Promise<ort.Tensor> {
    const input = new ort.Tensor('float32', features, [1, MEL_BANDS, frames]);
    return output(await this.encoder.run({ input_features: input }), 'last_hidden_state');
  }

  decode(audio: ort.Tensor, options: DecodeOptions): Promise<Decoded> {
    return this.#decoder.decode(audio, this.#prompt, options);
  }
}
