import { createHash } from 'node:crypto';
import { serveHub } from '../../bin/lib/serve-hub.mjs';
import type { HubTools } from '../../workers/pack/hub-request';
import type { DownloadProgress, HubModel } from '../../workers/protocol';
import { FakeDisk } from './pack-fakes';

/** Bytes that are the same each time and differ from those of other seeds. */
export function madeBytes(size: number, seed: number): Buffer {
  let state = seed + 1;
  return Buffer.from(
    Uint8Array.from({ length: size }, () => {
      state = (state * 1_664_525 + 1_013_904_223) >>> 0;
      return state >>> 24;
    }),
  );
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A real server on this machine, a disk in memory, and a model of a small file and two large ones. */
export async function madeHub(options: { listing?: boolean; hashes?: boolean } = {}) {
  const files: Record<string, Buffer> = {
    'config.json': Buffer.from('{"made": "up"}'),
    'onnx/model.onnx': madeBytes(400_000, 1),
    'onnx/model.onnx_data': madeBytes(300_000, 2),
  };
  const hub = await serveHub({ files, ...options });
  const disk = new FakeDisk();
  const reports: DownloadProgress[] = [];
  const controller = new AbortController();
  const model: HubModel = {
    id: 'made',
    role: 'llm',
    revision: 'main',
    title: 'Made up',
    licence: 'MIT',
    source: hub.url,
    files: Object.keys(files).map((path) => hubFile(hub.fileUrl(path), path)),
  };
  const tools: HubTools = {
    disk,
    fetch: (url, init) => fetch(url, init),
    isRefused: async () => false,
    retryDelaysMs: [1, 1],
    stallMs: 2000,
  };
  const context = { signal: controller.signal, progress: (report: DownloadProgress) => void reports.push(report) };
  return { hub, disk, reports, controller, model, tools, context };
}

export function hubFile(url: string, path: string, sha256?: string, sizeBytes?: number) {
  return { path, url, sizeBytes, sha256, listsShards: false };
}
