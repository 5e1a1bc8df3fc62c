/** What this browser can do, found out before anything is loaded. */
import { SottoError } from '../workers/rpc';
import { readCapabilities, type Support, supportOf } from './capabilities';

export interface Platform {
  /** Threads for each of the three big models. */
  threads: number;
  /** A quiet word about how this browser limits Sotto. */
  limitation: 'not-isolated' | undefined;
}

/** The smallest module that uses a 128-bit instruction (wasm-feature-detect's test for SIMD). */
const SIMD_MODULE = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  10,
  1,
  8,
  0,
  65,
  0,
  253,
  15,
  253,
  98,
  11,
);

/** More threads than this do not help models of this size (ONNX Runtime's own default stops there, too). */
const MAX_THREADS = 4;

/** What is missing where Sotto cannot run at all, for whoever looks into it. */
const DETAILS: Readonly<Record<Extract<Support, { kind: 'none' }>['because'], () => string>> = {
  'insecure-context': () => `${location.origin} is neither https nor this computer.`,
  'wasm-simd-missing': () => 'WebAssembly.validate refused a SIMD module.',
  'worklet-missing': () => 'AudioWorkletNode is not defined.',
  'storage-unavailable': () => 'navigator.storage.getDirectory is not defined.',
};

/**
 * @throws SottoError `insecure-context`, `wasm-simd-missing`, `worklet-missing` or `storage-unavailable`: Sotto cannot run here
 * at all.
 */
export function inspectPlatform(): Platform {
  const hasSimd = typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_MODULE);
  const support = supportOf(readCapabilities(globalThis, hasSimd));
  if (support.kind === 'none') throw new SottoError(support.because, DETAILS[support.because]());
  if (!globalThis.crossOriginIsolated) return { threads: 1, limitation: 'not-isolated' };
  return { threads: Math.min(MAX_THREADS, Math.max(1, navigator.hardwareConcurrency)), limitation: undefined };
}
