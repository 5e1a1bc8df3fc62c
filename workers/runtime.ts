/** ONNX Runtime, set up once per worker: plain WASM build, files from our own origin, errors as codes. */
import * as ort from 'onnxruntime-web/wasm';
import { worked } from './measures';
import { readInstalledFile } from './pack/installed-file';
import type { InstalledPack, LoadProgress, RuntimeOptions } from './protocol';
import { toSottoError } from './rpc';
import { trustOwnScriptUrls } from './trusted-script-urls';
import { watchWasmMemory } from './wasm-heap';

export { floatData, output } from './tensors';
export { ort };

/** Points ONNX Runtime at its files. Its own default is one thread on two cores (measured), so threads are always given. */
export function configureRuntime({ wasmUrl, mjsUrl, threads }: RuntimeOptions): void {
  trustOwnScriptUrls();
  watchWasmMemory();
  ort.env.wasm.wasmPaths = { wasm: wasmUrl, mjs: mjsUrl };
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = 'error';
}

/** Reads the pack's files and creates a session for each graph, hashing the bytes beside it. */
export class PackReader {
  readMs = 0;
  createMs = 0;
  readonly #verified: Promise<void>[] = [];

  constructor(
    private readonly pack: InstalledPack,
    private readonly onStep: (step: LoadProgress['step']) => void,
  ) {}

  async bytes(path: string): Promise<Uint8Array> {
    const start = performance.now();
    this.onStep('reading');
    const { bytes, verified } = await readInstalledFile(this.pack, path);
    this.#verified.push(verified);
    this.readMs += performance.now() - start;
    return bytes;
  }

  async json(path: string): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.bytes(path)));
  }

  /** A session of one graph. Graphs of over 2 GB keep their weights in files beside them, which are found by their names. */
  async session(path: string): Promise<ort.InferenceSession> {
    const bytes = await this.bytes(path);
    const externalData: { path: string; data: Uint8Array }[] = [];
    for (const file of this.pack.files.filter((entry) => entry.path.startsWith(`${path}_data`))) {
      externalData.push({ path: file.path.slice(file.path.lastIndexOf('/') + 1), data: await this.bytes(file.path) });
    }
    const start = performance.now();
    this.onStep('creating');
    try {
      return await ort.InferenceSession.create(bytes, {
        executionProviders: ['wasm'],
        logSeverityLevel: 3,
        ...(externalData.length > 0 ? { externalData } : {}),
      });
    } catch (error) {
      // A damaged file is the likelier reason than a bad model: say that one if the hash agrees with it.
      await Promise.all(this.#verified);
      throw toSottoError(error, 'model-load-failed');
    } finally {
      const createMs = performance.now() - start;
      this.createMs += createMs;
      worked(createMs);
    }
  }

  /** Rejects with `model-corrupt` when any file read differs from its hash; sessions are created meanwhile. */
  async verified(): Promise<void> {
    await Promise.all(this.#verified);
  }
}

/** A rank-n int64 tensor of small integers. */
export function int64Tensor(values: readonly number[], dims: readonly number[]): ort.Tensor {
  return new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}
