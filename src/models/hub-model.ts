/** A model of the catalogue as the pack worker asks a hub for it, and the hosts that takes. */
import type { HubModel } from '../../workers/protocol';
import type { CatalogModel } from './catalog-model';
import { WEB_LLM_LIBRARY_PATH } from './web-llm-models';

/** Where the user has models fetched from. */
export interface HubPlaces {
  /** Origin of the hub, as `preferences.hubUrl`. */
  hubUrl: string;
  /** Folder of WebLLM's compiled libraries, as `preferences.webLlmLibrariesUrl`. */
  webLlmLibrariesUrl: string | undefined;
}

const HUGGING_FACE = 'https://huggingface.co';
/**
 * Where Hugging Face sends a browser for the bytes of large files, by the part of the world it is in. A policy judges the host
 * that is asked last, so each must be allowed. As the hub itself tells: https://huggingface.co/.well-known/meta.json
 * (`cdnDomains`, `lfsDomains` without those of its own client); and the bridge it sent browsers to in 2025 and 2026.
 */
const HUGGING_FACE_FILES: readonly string[] = [
  'aws.cdn.hf.co',
  'us.aws.cdn.hf.co',
  'us-east-1.aws.cdn.hf.co',
  'us-west-2.aws.cdn.hf.co',
  'eu-west-3.aws.cdn.hf.co',
  'ap-southeast-1.aws.cdn.hf.co',
  'us.gcp.cdn.hf.co',
  'us-east1.us.gcp.cdn.hf.co',
  'us-central1.us.gcp.cdn.hf.co',
  'us-west4.us.gcp.cdn.hf.co',
  'europe-west4.us.gcp.cdn.hf.co',
  'asia-southeast1.us.gcp.cdn.hf.co',
  'cdn-lfs.hf.co',
  'cdn-lfs-us-1.hf.co',
  'cdn-lfs-eu-1.hf.co',
  'cas-bridge.xethub.hf.co',
].map((host) => `https://${host}`);

/** A model that WebLLM runs needs a compiled library that no hub of models has; this is without the address of one. */
export function lacksLibrary({ source }: CatalogModel, places: HubPlaces): boolean {
  return source.kind === 'hub' && source.library !== undefined && !isAddress(places.webLlmLibrariesUrl);
}

/** Origins that fetching a model reaches, beside the app's own; the one that the user knows first. */
export function originsOf({ source }: CatalogModel, places: HubPlaces): string[] {
  if (source.kind !== 'hub') return [];
  const hub = new URL(places.hubUrl).origin;
  const origins = hub === HUGGING_FACE ? [hub, ...HUGGING_FACE_FILES] : [hub];
  if (source.library !== undefined && isAddress(places.webLlmLibrariesUrl)) {
    origins.push(new URL(places.webLlmLibrariesUrl).origin);
  }
  return [...new Set(origins)];
}

/** What to ask of the hub; undefined for a model that comes from nowhere else than the app or the browser. */
export function hubModelOf(model: CatalogModel, places: HubPlaces): HubModel | undefined {
  const { id, role, title, licence, source } = model;
  if (source.kind !== 'hub') return undefined;
  const { repository, revision, files, library } = source;
  // One path for all hubs: mirrors of Hugging Face answer the same addresses.
  const base = `${places.hubUrl}/${repository}/resolve/${encodeURIComponent(revision)}/`;
  const all: HubModel['files'] = files.map(({ path, sizeBytes, sha256, listsShards = false }) => ({
    path,
    url: `${base}${path}`,
    sizeBytes,
    sha256,
    listsShards,
  }));
  if (library !== undefined && isAddress(places.webLlmLibrariesUrl)) {
    const url = new URL(library, withSlash(places.webLlmLibrariesUrl)).href;
    all.push({ path: WEB_LLM_LIBRARY_PATH, url, sizeBytes: undefined, sha256: undefined, listsShards: false });
  }
  return { id, role, revision, title, licence, source: `${places.hubUrl}/${repository}`, files: all };
}

function isAddress(url: string | undefined): url is string {
  return url !== undefined && URL.canParse(url);
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
