// A stand-in for a hub of models, for tests: one repository or several, with the faults that are ordered. As on Hugging Face,
// large files are forwarded to another host, which has ETags of its own and refuses what makes a browser ask first (CORS
// preflight).
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const EXPOSED =
  'ETag, X-Linked-ETag, X-Linked-Size, X-Repo-Commit, Content-Range, Content-Length, Accept-Ranges, Retry-After';
/** The repository whose files are called by their path alone. */
const FIRST = 'owner/model';
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
/** Files are asked about again and again, and some are large. @type {WeakMap<Buffer, string>} */
const hashes256 = new WeakMap();
const sha256 = (bytes) => {
  if (typeof bytes === 'string') return hashOf(bytes);
  const hash = hashes256.get(bytes) ?? hashOf(bytes);
  hashes256.set(bytes, hash);
  return hash;
};
const gitBlob = (bytes) => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/**
 * @typedef {{ kind: 'cut', atBytes: number } | { kind: 'hold', atBytes: number } | { kind: 'status', status: number,
 *   retryAfter?: string } | { kind: 'wrong-bytes' } | { kind: 'other-range' } | { kind: 'short-range', bytes: number }
 *   | { kind: 'whole' }} Fault
 * What one GET of a file meets: `cut` and `hold` end and stop after so many bytes of its body, `other-range` answers with a
 * range that was not asked for, `short-range` with fewer bytes than asked for, `whole` with 200 and everything.
 */

/**
 * @param {object} options
 * @param {Record<string, Buffer>} [options.files] of `owner/model`, by path
 * @param {Record<string, Record<string, Buffer>>} [options.repositories] files of others, by `owner/name`; what is said of
 *   one of their files below calls it `owner/name/path`
 * @param {boolean} [options.listing] whether the repository can be listed (`/api/models/…`)
 * @param {number} [options.largeBytes] files of so many bytes and more are forwarded to the other host
 * @param {boolean} [options.hashes] false: ETags that are no hash
 */
export async function serveHub({
  files = {},
  repositories = {},
  listing = true,
  largeBytes = 100_000,
  hashes = true,
} = {}) {
  /** @type {Map<string, Buffer>} */
  const contents = new Map(Object.entries(files));
  const all = new Map([[FIRST, contents]]);
  for (const [name, others] of Object.entries(repositories)) all.set(name, new Map(Object.entries(others)));
  /** @type {Map<string, Fault[]>} */
  const faults = new Map();
  /** @type {{ method: string, path: string, range: string | undefined, ifRange: string | undefined, sentBytes: number }[]} */
  const requests = [];
  /** @type {((isCut: boolean) => void)[]} */
  const held = [];
  const waiting = new Map();
  let pinned;
  const commit = (stored = contents) =>
    pinned ??
    createHash('sha1')
      .update([...stored].map(([path, bytes]) => path + sha256(bytes)).join())
      .digest('hex');

  const answer = (isLarge) => (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', EXPOSED);
    const url = new URL(request.url ?? '/', 'http://hub');
    if (request.method === 'OPTIONS') {
      response.writeHead(isLarge ? 403 : 204, {
        'Access-Control-Allow-Headers': 'If-Range, Range',
        'Access-Control-Allow-Methods': 'GET, HEAD',
      });
      return response.end();
    }
    const [, api, listed] = /^(\/api\/models\/)([^/]+\/[^/]+)/.exec(url.pathname) ?? [];
    if (api) {
      requests.push({ method: 'GET', path: '/api', range: undefined, ifRange: undefined, sentBytes: 0 });
      const stored = all.get(listed);
      if (!listing || !stored) return response.writeHead(404).end();
      const siblings = [...stored].map(([rfilename, bytes]) => ({
        rfilename,
        size: bytes.length,
        blobId: gitBlob(bytes),
        ...(bytes.length >= largeBytes ? { lfs: { sha256: sha256(bytes), size: bytes.length, pointerSize: 134 } } : {}),
      }));
      response.setHeader('Content-Type', 'application/json');
      return response.end(JSON.stringify({ id: listed, sha: commit(stored), siblings }));
    }
    const [, repository = '', revision = '', file = ''] =
      /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const stored = all.get(repository);
    const known = stored && (revision === 'main' || revision === commit(stored));
    const bytes = known ? stored.get(file) : undefined;
    const path = repository === FIRST ? file : `${repository}/${file}`;
    if (!bytes) return response.writeHead(404).end();
    const forwards = !isLarge && bytes.length >= largeBytes;
    const hash = bytes.length >= largeBytes ? sha256(bytes) : gitBlob(bytes);
    response.setHeader('X-Repo-Commit', commit(stored));
    if (forwards) {
      response.setHeader('X-Linked-ETag', `"${hash}"`);
      response.setHeader('X-Linked-Size', bytes.length);
      return response.writeHead(302, { Location: `${large.url}${url.pathname}` }).end();
    }
    if (isLarge) response.removeHeader('X-Repo-Commit');
    const etag = isLarge ? `"${sha256(`of this host: ${hash}`)}"` : hashes ? `"${hash}"` : `"v-${hash.slice(0, 8)}"`;
    response.setHeader('ETag', etag);
    response.setHeader('Accept-Ranges', 'bytes');
    send(request, response, path, bytes, etag);
  };

  const send = (request, response, path, bytes, etag) => {
    const range = request.headers.range;
    const ifRange = request.headers['if-range'];
    const entry = { method: request.method, path, range, ifRange, sentBytes: 0 };
    requests.push(entry);
    const fault = request.method === 'GET' ? faults.get(path)?.shift() : undefined;
    if (fault?.kind === 'status') {
      if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter);
      return response.writeHead(fault.status).end();
    }
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    let body = bytes;
    let status = 200;
    if (first !== undefined && fault?.kind !== 'whole' && (ifRange === undefined || ifRange === etag)) {
      const from = fault?.kind === 'other-range' ? 0 : Number(first);
      if (from >= bytes.length) return response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
      const asked = last ? Number(last) + 1 : bytes.length;
      const to = fault?.kind === 'short-range' ? Math.min(asked, from + fault.bytes) : asked;
      body = bytes.subarray(from, to);
      status = 206;
      response.setHeader('Content-Range', `bytes ${from}-${to - 1}/${bytes.length}`);
    }
    if (fault?.kind === 'wrong-bytes') body = Buffer.from(body.map((byte) => byte ^ 1));
    response.writeHead(status, { 'Content-Length': body.length });
    if (request.method === 'HEAD') return response.end();
    if (fault?.kind !== 'cut' && fault?.kind !== 'hold') {
      entry.sentBytes = body.length;
      return response.end(body);
    }
    const part = body.subarray(0, fault.atBytes);
    entry.sentBytes = part.length;
    response.write(part, () => {
      // An end, not a reset: what was sent is read before the other side finds the connection gone.
      if (fault.kind === 'cut') return request.socket.end();
      held.push((isCut) => (isCut ? request.socket.end() : response.end(body.subarray(fault.atBytes))));
      waiting.get(path)?.();
    });
  };

  const open = async (isLarge) => {
    const server = createServer(answer(isLarge));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, url: `http://127.0.0.1:${server.address().port}` };
  };
  const large = await open(true);
  const hub = await open(false);

  return {
    url: hub.url,
    /** Address of a file at a revision. */
    fileUrl: (path, revision = 'main') => `${hub.url}/owner/model/resolve/${revision}/${path}`,
    commit: () => commit(),
    /** From now on this is the commit, whatever the files are. */
    commitIs: (name) => {
      pinned = name;
    },
    contents,
    requests,
    /** Bytes of bodies handed to the network for a file, or for all of them. */
    sentBytes: (path) =>
      requests.reduce((sum, one) => sum + (path === undefined || one.path === path ? one.sentBytes : 0), 0),
    /** @param {string} path @param {Fault[]} list for the next requests of it, one each */
    order: (path, ...list) => void faults.set(path, list),
    /** Resolves once a body of the file is held. */
    whenHeld: (path) => new Promise((resolve) => waiting.set(path, resolve)),
    /** Sends the rest of what is held, or ends its connections. */
    release: (isCut = false) => {
      for (const go of held.splice(0)) go(isCut);
    },
    close: async () => {
      for (const { server } of [hub, large]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
