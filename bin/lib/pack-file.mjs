// Files of the packs that come with Sotto, in one piece, as everything but Sotto's own installer wants them.
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds a folder for each pack. */
export const PACKS = fileURLToPath(new URL('../../public/models/', import.meta.url));

/** What Whisper's feature extraction is for everybody (openai/whisper-tiny.en on the hub); Sotto's pack needs no such file. */
const WHISPER_PREPROCESSOR = {
  feature_extractor_type: 'WhisperFeatureExtractor',
  feature_size: 80,
  sampling_rate: 16_000,
  hop_length: 160,
  n_fft: 400,
  chunk_length: 30,
  n_samples: 480_000,
  nb_max_frames: 3000,
  padding_value: 0,
  padding_side: 'right',
  processor_class: 'WhisperProcessor',
  return_attention_mask: false,
};

/**
 * A file of a pack, joined from its parts.
 * @param {string} id
 * @param {string} path as the pack's manifest has it
 */
export function packFile(id, path) {
  const bytes = joined(id, path);
  if (!bytes) throw new Error(`${id} has no file ${path}`);
  return bytes;
}

/**
 * A file of the repository that a pack was made of, with the one that transformers.js wants of a Whisper and Sotto does not.
 * @param {string} id
 * @param {string} path
 * @returns {Buffer | undefined} undefined where there is no such pack, or no such file in it
 */
export function hubFile(id, path) {
  const isPreprocessor = id === 'whisper-tiny.en' && path === 'preprocessor_config.json';
  return isPreprocessor ? Buffer.from(JSON.stringify(WHISPER_PREPROCESSOR)) : joined(id, path);
}

function joined(id, path) {
  const folder = join(PACKS, normalize(`/${id}`));
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return undefined;
  const file = JSON.parse(readFileSync(manifest, 'utf8')).files.find((entry) => entry.path === path);
  return file && Buffer.concat(file.parts.map((part) => readFileSync(join(folder, part.path))));
}
