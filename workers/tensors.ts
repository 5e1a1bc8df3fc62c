/** What is read out of a graph's outputs. Types of ONNX Runtime alone: whoever calls decides which build of it there is. */
import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { SottoError } from './rpc';

/** A tensor of float32 output, or a broken invariant. */
export function floatData(tensor: Tensor | undefined, name: string): Float32Array {
  if (!tensor || !(tensor.data instanceof Float32Array)) {
    throw new SottoError('inference-failed', `The model gave no float32 output named ${name}.`);
  }
  return tensor.data;
}

/** A named output, or a broken invariant. */
export function output(outputs: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = outputs[name];
  if (!value) throw new SottoError('inference-failed', `The model gave no output named ${name}.`);
  return value;
}
