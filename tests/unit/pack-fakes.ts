import { createHash } from 'node:crypto';
import type { InstallTools } from '../../workers/pack/install-packs';
import type { PackDisk, PartWriter } from '../../workers/pack/pack-disk';
import { servedPacks } from '../../workers/pack/pack-source';
import type { InstallProgress, PackManifest } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';

export const BASE_URL = 'https://sotto.test/models/';
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A disk in memory: files by path. It can be made small. */
export class FakeDisk implements PackDisk {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  openWriters = 0;
  free: number | undefined;
  /** Largest size a file may grow to. */
  capacityBytes = Number.POSITIVE_INFINITY;

  paths(): string[] {
    return [...this.files.keys()].sort();
  }
  async list(directory: readonly string[]): Promise<string[]> {
    const prefix = `${directory.join('/')}/`;
    const inside = this.paths().filter((path) => path.startsWith(prefix));
    return [...new Set(inside.map((path) => path.slice(prefix.length).split('/')[0] ?? ''))];
  }
  async sizeOf(path: readonly string[]): Promise<number | undefined> {
    return this.files.get(path.join('/'))?.byteLength;
  }
  async read(path: readonly string[]): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.files.get(path.join('/'));
  }
  async blob(path: readonly string[]): Promise<File | undefined> {
    const bytes = this.files.get(path.join('/'));
    return bytes && new File([bytes], path.at(-1) ?? '');
  }
  async bytesUnder(directory: readonly string[]): Promise<number> {
    const prefix = `${directory.join('/')}/`;
    let sum = 0;
    for (const [path, bytes] of this.files) if (path.startsWith(prefix)) sum += bytes.byteLength;
    return sum;
  }
  async writeText(path: readonly string[], text: string): Promise<void> {
    this.files.set(path.join('/'), new TextEncoder().encode(text));
  }
  async openWriter(path: readonly string[]): Promise<PartWriter> {
    const name = path.join('/');
    if (!this.files.has(name)) this.files.set(name, new Uint8Array(0));
    this.openWriters += 1;
    let open = true;
    return {
      write: async (bytes, offsetBytes) => {
        if (!open) throw new Error('closed');
        if (offsetBytes + bytes.byteLength > this.capacityBytes) throw new SottoError('storage-full', 'full');
        const old = this.files.get(name) ?? new Uint8Array(0);
        const next = new Uint8Array(Math.max(old.byteLength, offsetBytes + bytes.byteLength));
        next.set(old);
        next.set(bytes, offsetBytes);
        this.files.set(name, next);
      },
      close: () => {
        if (open) this.openWriters -= 1;
        open = false;
      },
    };
  }
  async rename(path: readonly string[], newName: string): Promise<void> {
    const old = path.join('/');
    const bytes = this.files.get(old);
    if (!bytes) throw new Error(`no file ${old}`);
    this.files.delete(old);
    this.files.set([...path.slice(0, -1), newName].join('/'), bytes);
  }
  async remove(path: readonly string[]): Promise<void> {
    const name = path.join('/');
    for (const key of this.paths()) if (key === name || key.startsWith(`${name}/`)) this.files.delete(key);
  }
  async freeBytes(): Promise<number | undefined> {
    return this.free;
  }
}

/** What a server does with one request instead of answering properly. */
export type Fault = 'wrong-bytes' | 'not-found' | 'busy' | 'cut' | 'hang';

/** A server of packs in memory: counts what is asked of it, and does as its faults say, one fault a request. */
export class FakeServer {
  readonly bodies = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly requests: { path: string; cache: RequestCache | undefined }[] = [];
  readonly faults = new Map<string, Fault[]>();
  onRequest: (path: string) => void = () => {};

  /** Paths of parts asked for, in order. */
  partRequests(): string[] {
    return this.requests.map((request) => request.path).filter((path) => path.includes('.part'));
  }

  /** Serves a pack whose files are lists of parts. */
  add(id: string, files: Record<string, number[]>, version = '1', seed = 0): PackManifest {
    const manifest: PackManifest = {
      id,
      role: 'stt',
      version,
      title: id,
      licence: 'MIT',
      licenceFiles: ['LICENSE'],
      source: 'made up',
      conversion: 'none',
      files: Object.entries(files).map(([path, sizes]) => {
        const bodies = sizes.map((size, index) => new Uint8Array(size).fill((seed + index + path.length) & 255));
        const parts = bodies.map((body, index) => {
          const part = { path: `${path}.part0${index}`, sizeBytes: body.byteLength, sha256: hash(body) };
          this.bodies.set(`${id}/${part.path}`, body);
          return part;
        });
        const whole = Buffer.concat(bodies);
        return { path, sizeBytes: whole.byteLength, sha256: hash(whole), parts };
      }),
    };
    this.bodies.set(`${id}/manifest.json`, new TextEncoder().encode(JSON.stringify(manifest)));
    return manifest;
  }

  readonly fetch = async (url: string, { cache, signal }: RequestInit): Promise<Response> => {
    const path = url.slice(BASE_URL.length);
    this.requests.push({ path, cache });
    this.onRequest(path);
    const body = this.bodies.get(path);
    const fault = this.faults.get(path)?.shift();
    if (fault === 'hang')
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    if (fault === 'busy') return new Response('', { status: 503 });
    if (!body || fault === 'not-found') return new Response('', { status: 404 });
    if (fault === 'wrong-bytes') return new Response(body.map((byte) => byte ^ 1));
    if (fault !== 'cut') return new Response(body);
    let sent = false;
    const half = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) controller.error(new TypeError('network error'));
        else controller.enqueue(body.slice(0, body.byteLength / 2));
        sent = true;
      },
    });
    return new Response(half);
  };
}

/** Everything an installation needs, with nothing real in it, and what it reported. */
export function fakeInstall() {
  const disk = new FakeDisk();
  const server = new FakeServer();
  const reports: InstallProgress[] = [];
  const controller = new AbortController();
  const tools: InstallTools = {
    disk,
    fetch: server.fetch,
    source: servedPacks(BASE_URL, server.fetch),
    retryDelaysMs: [1, 1],
  };
  const context = { signal: controller.signal, progress: (report: InstallProgress) => void reports.push(report) };
  return { disk, server, reports, controller, tools, context };
}

/** The SottoError a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<SottoError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SottoError)) throw new Error(`expected a SottoError, got ${String(error)}`);
  return error;
}
