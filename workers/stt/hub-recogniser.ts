/**
 * Whisper and Moonshine as they lie on the hub, loaded by transformers.js and decoded by our own loop. Its `generate` knows
 * no beams, no language but a given one and no probability of silence, reads no message until it is done, and leaks the
 * attention cache of the audio (transformers.js#1739).
 *
 * Such encoders of Whisper take 30 s and nothing less, so the shortest word costs as much as the longest. No run of an encoder
 * can be stopped; an abort meanwhile takes effect at its end, one while text is written before the next token.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { output } from '../tensors';
import { DecoderGraph, type DecoderSession, type TensorMaker } from './decoder-graph';
import { recogniseBySteps } from './recognise';
import { SpeechDecoder } from './speech-decoder';
import { languageToken, type TextPlan } from './text-plan';
import type { Recognise } from './transcriber';

export interface HubModel {
  encoder: Pick<InferenceSession, 'run' | 'inputNames'>;
  decoder: DecoderSession;
  /** Of the ONNX Runtime that runs both. */
  Tensor: TensorMaker;
  /** What the encoder hears of 16 kHz samples. */
  features(samples: Float32Array): Promise<Tensor>;
  text(tokens: readonly number[]): string;
}

/** Shorter audio has no frame in Moonshine's first layers; nothing is said in so little either. */
const MIN_SAMPLES = 1600;

/** @throws SottoError `model-load-failed` for a decoder without a cache. */
export function hubRecogniser(model: HubModel, plan: TextPlan): Recognise<Float32Array> {
  const decoder = new SpeechDecoder(new DecoderGraph(model.decoder, model.Tensor), plan.tokens);
  const [input = ''] = model.encoder.inputNames;

  async function encode(samples: Float32Array): Promise<Tensor> {
    const heard = samples.length < MIN_SAMPLES ? padded(samples) : samples;
    return output(await model.encoder.run({ [input]: await model.features(heard) }), 'last_hidden_state');
  }

  /** Undefined where the model has one language only. */
  async function languageOf(audio: Tensor, wanted: string | undefined): Promise<number | undefined> {
    if (plan.languages.size === 0) return undefined;
    return (
      languageToken(plan, wanted) ?? (await decoder.likeliestAfter(audio, [plan.start], [...plan.languages.values()]))
    );
  }

  return (samples, options) =>
    recogniseBySteps(
      {
        tags: { samples: samples.length },
        encode: () => encode(samples),
        decode: async (audio, how) => {
          const language = await languageOf(audio, options.language);
          return decoder.decode(audio, plan.prompt(language), how);
        },
        text: (tokens) => model.text(tokens),
        release: (audio) => {
          if (audio.location === 'gpu-buffer') audio.dispose();
        },
      },
      options,
    );
}

function padded(samples: Float32Array): Float32Array {
  const long = new Float32Array(MIN_SAMPLES);
  long.set(samples);
  return long;
}
