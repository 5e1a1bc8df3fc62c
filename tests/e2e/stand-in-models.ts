/** Repositories of a stand-in hub, as the catalogue names them, made of the models that come with Sotto. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelOf } from '../../src/models/catalog';
import type { CatalogModel } from '../../src/models/catalog-model';
import { madeBytes } from '../unit/hub-fakes';

const MODELS = new URL('../../public/models/', import.meta.url);

/** What Whisper's feature extraction is for everybody; our own pack needs no such file. */
const PREPROCESSOR = {
  feature_extractor_type: 'WhisperFeatureExtractor',
  feature_size: 80,
  sampling_rate: 16_000,
  hop_length: 160,
  n_fft: 400,
  chunk_length: 30,
  n_samples: 480_000,
  nb_max_frames: 3000,
  padding_value: 0,
  processor_class: 'WhisperProcessor',
};

/** A file of one of the app's own packs, in one piece. */
export function packFile(packId: string, path: string): Buffer {
  if (path === 'preprocessor_config.json') return Buffer.from(JSON.stringify(PREPROCESSOR));
  const folder = fileURLToPath(new URL(`${packId}/`, MODELS));
  const manifest: { files: { path: string; parts: { path: string }[] }[] } = JSON.parse(
    readFileSync(`${folder}manifest.json`, 'utf8'),
  );
  const file = manifest.files.find((entry) => entry.path === path);
  if (!file) throw new Error(`${packId} has no ${path}.`);
  return Buffer.concat(file.parts.map((part) => readFileSync(folder + part.path)));
}

/** Where the catalogue has a model fetched from. */
export function sourceOf(id: string): Extract<CatalogModel['source'], { kind: 'hub' }> {
  const source = modelOf(id)?.source;
  if (source?.kind !== 'hub') throw new Error(`${id} does not come from a hub.`);
  return source;
}

/**
 * The repository of a catalogued model, with every file that the catalogue asks for.
 * @param packId pack whose files these are. @param broken whether the graphs are bytes without sense.
 */
export function repositoryFor(id: string, packId: string, broken = false): Record<string, Record<string, Buffer>> {
  const { repository, files } = sourceOf(id);
  const contents = files.map(({ path }, seed) => {
    const isGraph = path.endsWith('.onnx');
    return [path, broken && isGraph ? madeBytes(2_000_000, seed) : packFile(packId, path)] as const;
  });
  return { [repository]: Object.fromEntries(contents) };
}
