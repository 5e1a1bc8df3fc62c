/** The built app on a plain host of files that can be cut off, set no headers, and be given another build. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from '../../workers/offline/security-headers';

/** The build under test. */
export const DIST = process.env.SOTTO_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
};

/** Where the app lies on its host: beside others', as on GitHub Pages. */
const PREFIX = '/sotto/';

export class HostedApp {
  /** The folder that is served. */
  folder = DIST;
  /** Whether the host sets the headers that isolate the page. */
  setsHeaders = true;
  /** Files of the app that were asked for, oldest first, as `assets/main.js`; the page is the empty one. */
  asked: string[] = [];
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}${PREFIX}`;
  }

  /** Opens the host, at the same address each time. */
  async open(): Promise<void> {
    const server = createServer(async ({ url = '/' }, response) => {
      const { pathname } = new URL(url, this.url);
      const path = pathname.slice(PREFIX.length);
      this.asked.push(path);
      const file = join(this.folder, normalize(path || 'index.html'));
      try {
        if (!pathname.startsWith(PREFIX)) throw new Error('This is not of the app.');
        const body = await readFile(file);
        response.writeHead(200, {
          ...(this.setsHeaders ? securityHeaders() : {}),
          'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
          // What is found without the host is not found in the browser's own cache.
          'Cache-Control': 'no-store',
        });
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Cuts the host off: nobody answers there. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

/**
 * A newer build beside the one under test: its main script has another text and so another name, and all else is the
 * same. `firstLine` stands before its script. Whoever makes it removes the folder.
 */
export function newerBuild(name: string, firstLine: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-build-'));
  cpSync(DIST, folder, { recursive: true, filter: (source) => source !== join(DIST, 'models') });
  symlinkSync(join(DIST, 'models'), join(folder, 'models'));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const [, main] = /assets\/(index-[\w-]+\.js)/.exec(page) ?? [];
  if (!main) throw new Error('The page has no main script.');
  const newer = `index-${name}.js`;
  renameSync(join(folder, 'assets', main), join(folder, 'assets', newer));
  for (const path of ['index.html', 'sw.js', ...readdirSync(join(folder, 'assets')).map((file) => `assets/${file}`)]) {
    if (!/\.(?:js|html)$/.test(path)) continue;
    const text = readFileSync(join(folder, path), 'utf8').replaceAll(main, newer);
    writeFileSync(join(folder, path), path === `assets/${newer}` ? `${firstLine}\n${text}` : text);
  }
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  writeFileSync(
    join(folder, 'sw.js'),
    worker.replace(/\{"revision":"[^"]+","url":"([^"]+)"\}/g, (_, url: string) => {
      const revision = `sha256-${createHash('sha256')
        .update(readFileSync(join(folder, url)))
        .digest('base64')}`;
      return JSON.stringify({ revision, url });
    }),
  );
  return folder;
}

export function removeBuild(folder: string | undefined): void {
  if (folder) rmSync(folder, { recursive: true, force: true });
}
