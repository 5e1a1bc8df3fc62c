import type { PackManifest, PackPart } from '../protocol';
import { SottoError, throwIfAborted } from '../rpc';
import { parseManifest } from './pack-manifest';

/** `fetch`, or what stands in for it in a test. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A pack as some source offers it. */
export interface SourcedPack {
  manifest: PackManifest;
  partUrl(part: PackPart): string;
}

/**
 * Where packs come from. The app's own origin is the only source today; another (a Hugging Face repository at a pinned
 * revision) is another function of this type, which builds a manifest of what it finds and knows the addresses of its parts.
 */
export type PackSource = (packId: string, signal: AbortSignal) => Promise<SourcedPack>;

/**
 * Packs served as `<baseUrl><id>/manifest.json` with their parts beside it.
 * @throws (from the source) SottoError `download-failed` when the manifest cannot be had, `pack-invalid` when it is not one.
 */
export function servedPacks(baseUrl: string, fetch: Fetch): PackSource {
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  return async (packId, signal) => {
    const url = `${base}${packId}/manifest.json`;
    const manifest = parseManifest(await fetchJson(url, packId, fetch, signal), packId);
    return { manifest, partUrl: (part) => `${base}${packId}/${part.path}` };
  };
}

async function fetchJson(url: string, packId: string, fetch: Fetch, signal: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    const response = await fetch(url, { cache: 'no-store', signal });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    text = await response.text();
  } catch (error) {
    throwIfAborted(signal);
    throw new SottoError('download-failed', `The list of files of ${packId} could not be fetched: ${String(error)}.`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SottoError('pack-invalid', `The manifest of ${packId} is not JSON.`, { cause: error });
  }
}
