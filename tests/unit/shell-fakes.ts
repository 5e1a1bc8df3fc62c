/** Stands in for what a service worker's realm provides: caches in memory, and a host of files. */
import { createHash } from 'node:crypto';
import type { ShellEntry } from '../../workers/offline/shell-manifest';

export const SCOPE = 'https://example.org/app/';

/** `CacheStorage` as far as the shell uses it. Like the real one, a response is taken once and given out as a copy. */
export class FakeCaches {
  readonly stored = new Map<string, Map<string, Response>>();
  /** Set: nothing can be read, as when the profile's disk is broken. */
  broken = false;

  async open(name: string): Promise<Cache> {
    const files = this.stored.get(name) ?? new Map<string, Response>();
    this.stored.set(name, files);
    return new FakeCache(files);
  }
  async keys(): Promise<string[]> {
    return [...this.stored.keys()];
  }
  async delete(name: string): Promise<boolean> {
    return this.stored.delete(name);
  }
  async match(url: RequestInfo | URL, options?: MultiCacheQueryOptions): Promise<Response | undefined> {
    if (this.broken) throw new Error('The disk cannot be read.');
    return this.stored
      .get(options?.cacheName ?? '')
      ?.get(String(url))
      ?.clone();
  }
}

class FakeCache implements Cache {
  constructor(private readonly files: Map<string, Response>) {}
  async put(url: RequestInfo | URL, response: Response): Promise<void> {
    this.files.set(String(url), new Response(await response.arrayBuffer(), response));
  }
  async keys(): Promise<Request[]> {
    return [...this.files.keys()].map((url) => new Request(url));
  }
  async match(url: RequestInfo | URL): Promise<Response | undefined> {
    return this.files.get(String(url))?.clone();
  }
  add = unused;
  addAll = unused;
  delete = unused;
  matchAll = unused;
}

function unused(): never {
  throw new Error('The shell does not use this.');
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** The list that a build of these files has. */
export function entriesOf(files: Readonly<Record<string, string>>): ShellEntry[] {
  return Object.entries(files).map(([url, text]) => ({ url, revision: hashOf(text) }));
}

/** A host of files; like a browser's `fetch` it refuses what has not the hash that is asked for. */
export class FakeHost {
  asked: string[] = [];
  /** Nobody answers. */
  cut = false;
  constructor(public files: Readonly<Record<string, string>>) {}

  readonly fetch = async (request: Request | string, init?: RequestInit): Promise<Response> => {
    const url = typeof request === 'string' ? request : request.url;
    const path = new URL(url).pathname.slice(new URL(SCOPE).pathname.length) || 'index.html';
    if (this.cut) throw new TypeError('Failed to fetch');
    this.asked.push(path);
    const text = this.files[path];
    if (text === undefined) return new Response('', { status: 404 });
    if (init?.integrity && init.integrity !== hashOf(text)) throw new TypeError('Failed to fetch: integrity');
    return new Response(text, { headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip', 'x-day': '1' } });
  };
}
