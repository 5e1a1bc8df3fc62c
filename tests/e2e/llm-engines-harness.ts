/** The language models' workers by themselves, with packs put straight into the origin-private file system. */
import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import LlmWorker from '../../workers/llm/llm.worker?worker';
import WebLlmWorker from '../../workers/llm/web-llm.worker?worker';
import { inPack, installedPack } from '../../workers/pack/pack-layout';
import type { ErrorCode, InstalledPack, LlmCalls, LoadRequest, PackManifest } from '../../workers/protocol';
import { connect, SottoError } from '../../workers/rpc';
import { trustOwnScriptUrls } from '../../workers/trusted-script-urls';
import { type Finding, llmContract } from '../contracts/llm-contract';

trustOwnScriptUrls();
const WORKERS = { sotto: () => new LlmWorker(), 'web-llm': () => new WebLlmWorker() };
type EngineName = keyof typeof WORKERS;

const absolute = (url: string) => new URL(url, location.href).href;
const requestOf = (pack: InstalledPack | undefined): LoadRequest => ({
  pack,
  device: 'wasm',
  runtime: { wasmUrl: absolute(wasmUrl), mjsUrl: absolute(mjsUrl), threads: 2 },
});

async function writeFile(path: readonly string[], bytes: readonly BlobPart[]): Promise<void> {
  let folder = await navigator.storage.getDirectory();
  for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
  const file = await (await folder.getFileHandle(path.at(-1) ?? '', { create: true })).createWritable();
  await file.write(new Blob([...bytes]));
  await file.close();
}

/** Fetches a pack as it is served, and puts it where workers look. */
async function install(id: string): Promise<InstalledPack> {
  const base = `/models/${id}/`;
  const manifest: PackManifest = await (await fetch(`${base}manifest.json`)).json();
  const pack = installedPack(manifest);
  for (const { path, parts } of manifest.files) {
    const bytes = await Promise.all(parts.map(async (part) => (await fetch(base + part.path)).arrayBuffer()));
    await writeFile(inPack(pack.directory, path), bytes);
  }
  return pack;
}

/** Puts made-up files where workers look. */
async function make(id: string, files: Record<string, string>): Promise<InstalledPack> {
  const directory = ['models', id, '1'];
  const entries = Object.entries(files).map(async ([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    await writeFile(inPack(directory, path), [bytes]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { path, sizeBytes: bytes.byteLength, sha256 };
  });
  return { id, role: 'llm', version: '1', directory, files: await Promise.all(entries) };
}

const harness = {
  /** Our own engine with the starter's weights against the contract. */
  async contract(): Promise<Finding[]> {
    const pack = await install('smollm2-135m');
    const worker = WORKERS.sotto();
    const client = connect<LlmCalls>(worker);
    const lacking = { ...pack, files: pack.files.filter(({ path }) => path !== 'onnx/model_quantized.onnx') };
    const files = pack.files.map((file) => (file.path === 'config.json' ? { ...file, sha256: '0'.repeat(64) } : file));
    const findings = await llmContract({
      client,
      good: requestOf(pack),
      bad: [
        { what: 'no pack', request: requestOf(undefined), code: 'model-missing' },
        { what: 'a pack without weights', request: requestOf(lacking), code: 'model-missing' },
        { what: 'a damaged file', request: requestOf({ ...pack, files }), code: 'model-corrupt' },
      ],
    });
    worker.terminate();
    const gone = await client.ping(200);
    client.dispose(new SottoError('aborted', 'ended'));
    const anew = WORKERS.sotto();
    const loaded = await connect<LlmCalls>(anew).call('load', requestOf(pack));
    anew.terminate();
    return [
      ...findings,
      { rule: 'an ended worker is gone', held: gone === undefined, seen: String(gone) },
      { rule: 'another takes its place', held: loaded.createMs > 0, seen: JSON.stringify(loaded) },
    ];
  },
  /** How a load of made-up files fails; no files: no pack at all. */
  async failure(engine: EngineName, files?: Record<string, string>): Promise<{ code: ErrorCode; message: string }> {
    const worker = WORKERS[engine]();
    const pack = files && (await make('made-up', files));
    try {
      await connect<LlmCalls>(worker).call('load', requestOf(pack));
    } catch (error) {
      if (error instanceof SottoError) return { code: error.code, message: error.message };
    } finally {
      worker.terminate();
    }
    throw new Error('The load did not fail.');
  },
};

declare global {
  interface Window {
    llmEngines: typeof harness;
  }
}
window.llmEngines = harness;
