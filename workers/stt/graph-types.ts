/** Which of a pack's graphs are loaded: number types as transformers.js names them. */
import type { ComputeDevice } from '../protocol';
import { SottoError } from '../rpc';

type NumberType = 'fp32' | 'q8' | 'q4';

export interface GraphTypes {
  encoder_model: NumberType;
  decoder_model_merged: NumberType;
}

/** transformers.js's endings of file names. */
const ENDINGS: Readonly<Record<NumberType, string>> = { fp32: '', q8: '_quantized', q4: '_q4' };

/**
 * What each device wants, the better first. On WebGPU an encoder of fewer bits writes nonsense, so it is never taken there; a
 * decoder of 4 bits has its products on the GPU, one of 8 bits partly on the processor. On the processor 8 bits are fastest.
 */
const WANTED: Readonly<Record<ComputeDevice, Readonly<Record<keyof GraphTypes, readonly NumberType[]>>>> = {
  webgpu: { encoder_model: ['fp32'], decoder_model_merged: ['q4', 'q8', 'fp32'] },
  wasm: { encoder_model: ['q8', 'fp32'], decoder_model_merged: ['q8', 'fp32', 'q4'] },
};

/** @param has whether the pack has a file. @throws SottoError `model-missing` when none of a graph's files is there. */
export function graphTypes(has: (path: string) => boolean, device: ComputeDevice): GraphTypes {
  const pick = (graph: keyof GraphTypes): NumberType => {
    const found = WANTED[device][graph].find((type) => has(`onnx/${graph}${ENDINGS[type]}.onnx`));
    if (!found) {
      const name = device === 'webgpu' ? 'the graphics card' : 'the processor';
      throw new SottoError(
        'model-missing',
        `This model has no ${graph} for ${name}. Install the one that is made for it.`,
      );
    }
    return found;
  };
  return { encoder_model: pick('encoder_model'), decoder_model_merged: pick('decoder_model_merged') };
}
