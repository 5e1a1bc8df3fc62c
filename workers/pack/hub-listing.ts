import type { HubModel } from '../protocol';
import { throwIfAborted } from '../rpc';
import type { ExpectedHash } from './hub-facts';
import { exchange, type HubTools } from './hub-request';

/** A repository at a commit, as the hub lists it. */
export interface HubListing {
  commit: string;
  /** By path. */
  files: Map<string, { sizeBytes: number | undefined; hash: ExpectedHash | undefined; commit: string }>;
}

/**
 * Hugging Face's list of a repository's files with their sizes and hashes, in one answer. A page needs it for the hashes:
 * they are in the headers of the answer that forwards to the large file, which a browser follows without showing it.
 * @returns undefined where there is no such list: other hubs are asked file by file.
 */
export async function readHubListing(
  model: HubModel,
  tools: HubTools,
  signal: AbortSignal,
): Promise<HubListing | undefined> {
  const url = listingUrl(model);
  if (!url) return undefined;
  try {
    const init = { cache: 'no-store' } as const;
    return parseHubListing(await exchange(url, init, tools, signal, (response): Promise<unknown> => response.json()));
  } catch {
    throwIfAborted(signal);
    return undefined;
  }
}

/**
 * Where the files of the model's own repository lie: `<hub>/<owner>/<repository>/resolve/<revision>/`, as its first file says.
 * A file elsewhere (a library that the user serves) has no part in the repository's commit and list.
 * @returns undefined for a model that lies in no repository.
 */
export function repositoryBase({ files, revision }: Pick<HubModel, 'files' | 'revision'>): string | undefined {
  const [first] = files;
  const marker = resolveMarker(revision);
  const at = first?.url.indexOf(marker) ?? -1;
  return first && at >= 0 ? first.url.slice(0, at + marker.length) : undefined;
}

const resolveMarker = (revision: string) => `/resolve/${encodeURIComponent(revision)}/`;

/** The list of a repository is at `<hub>/api/models/…`. */
export function listingUrl({ files, revision }: Pick<HubModel, 'files' | 'revision'>): string | undefined {
  const base = repositoryBase({ files, revision });
  if (!base) return undefined;
  const { origin, pathname } = new URL(base.slice(0, -resolveMarker(revision).length));
  if (!/^\/[^/]+\/[^/]+$/.test(pathname)) return undefined;
  return `${origin}/api/models${pathname}/revision/${encodeURIComponent(revision)}?blobs=true`;
}

/** @returns undefined for what is not a list. */
export function parseHubListing(value: unknown): HubListing | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { sha, siblings }: { sha?: unknown; siblings?: unknown } = value;
  if (typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha) || !Array.isArray(siblings)) return undefined;
  const files: HubListing['files'] = new Map();
  for (const sibling of siblings) {
    const { rfilename, size, blobId, lfs }: Partial<Record<string, unknown>> = sibling ?? {};
    if (typeof rfilename !== 'string') continue;
    const large: unknown = typeof lfs === 'object' && lfs !== null && 'sha256' in lfs ? lfs.sha256 : undefined;
    files.set(rfilename, {
      sizeBytes: Number.isSafeInteger(size) ? Number(size) : undefined,
      hash: hashOf('sha256', large, 64) ?? (lfs ? undefined : hashOf('git-blob', blobId, 40)),
      commit: sha,
    });
  }
  return { commit: sha, files };
}

function hashOf(kind: ExpectedHash['kind'], value: unknown, digits: number): ExpectedHash | undefined {
  return typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value)
    ? { kind, hex: value }
    : undefined;
}
