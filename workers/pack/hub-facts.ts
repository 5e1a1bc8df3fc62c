/** What the headers of a hub's answer say about a file. A browser shows only those of the last answer that the hub exposes. */

/** What the bytes must be: SHA-256, or the SHA-1 of git's blob, by which a hub names files that are not in large-file storage. */
export type ExpectedHash = { kind: 'sha256' | 'git-blob'; hex: string };

export interface FileFacts {
  sizeBytes: number | undefined;
  /** As it came, quotes and all: for `If-Range` it must go back as it is. */
  etag: string | undefined;
  hash: ExpectedHash | undefined;
  /** Commit of the repository. */
  commit: string | undefined;
}

/**
 * @param answer of HEAD, or of GET for the whole file or a part of it.
 * @throws nothing: what cannot be read is undefined.
 */
export function readFacts(answer: Pick<Response, 'headers' | 'redirected' | 'status'>): FileFacts {
  const { headers } = answer;
  const range = parseContentRange(headers.get('Content-Range'));
  const length = answer.status === 206 ? null : headers.get('Content-Length');
  // What is compressed on its way has the length of that.
  const isPlain = (headers.get('Content-Encoding') ?? 'identity') === 'identity';
  const etag = headers.get('ETag') ?? undefined;
  const linked = headers.get('X-Linked-ETag');
  const commit = headers.get('X-Repo-Commit') ?? '';
  const isHub = /^[0-9a-f]{40}$/i.test(commit);
  return {
    sizeBytes: count(headers.get('X-Linked-Size')) ?? range?.totalBytes ?? (isPlain ? count(length) : undefined),
    etag: etag ?? linked ?? undefined,
    // The host that Hugging Face forwards large files to has an ETag of its own, as long as a SHA-256, and none: so only
    // the hub's own word counts. https://github.com/nullata/llamaMan/issues/70
    // A host that names no commit is no such hub, and its ETag may be a hash of anything.
    hash: hashOf(linked) ?? (isHub && !answer.redirected ? hashOf(etag ?? null) : undefined),
    commit: isHub ? commit.toLowerCase() : undefined,
  };
}

/** Two ETags that name one content: servers weaken an ETag when they compress. */
export function isSameEtag(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

/** `bytes 5-9/10`, or undefined for what is not that. */
export function parseContentRange(
  text: string | null,
): { firstByte: number; lastByte: number; totalBytes: number | undefined } | undefined {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(text?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined) return undefined;
  return { firstByte: Number(first), lastByte: Number(last), totalBytes: total === '*' ? undefined : Number(total) };
}

/** `Retry-After` in ms from now, seconds or a date; undefined for what is neither. */
export function parseRetryAfterMs(text: string | null, nowMs: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

function hashOf(etag: string | null): ExpectedHash | undefined {
  const hex = bare(etag ?? '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex)) return { kind: 'sha256', hex };
  if (/^[0-9a-f]{40}$/.test(hex)) return { kind: 'git-blob', hex };
  return undefined;
}

const bare = (etag: string) => etag.trim().replace(/^W\//, '').replaceAll('"', '');

function count(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
