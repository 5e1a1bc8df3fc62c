// How large the parts of the built app may be as hosts send them, and how large they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesUnder } from './check-build.mjs';
import { firstPaintFiles } from './first-paint.mjs';

const matching = (pattern) => (dist) => filesUnder(dist).filter((file) => pattern.test(file));

/** Budgets in bytes after gzip. Raise one only with a reason in the commit. */
export const BUDGETS = [
  { name: 'first paint', files: firstPaintFiles, maxBytes: 150_000 },
  { name: 'dashboard, when opened', files: matching(/^assets\/sotto-dashboard-.*\.js$/), maxBytes: 50_000 },
  { name: 'benchmark page, when opened', files: matching(/^assets\/sotto-benchmark-.*\.js$/), maxBytes: 30_000 },
  { name: 'models page, when opened', files: matching(/^assets\/sotto-models-.*\.js$/), maxBytes: 40_000 },
  { name: 'settings, when opened', files: matching(/^assets\/sotto-settings-.*\.js$/), maxBytes: 40_000 },
  {
    name: 'workers of the starters',
    files: matching(/^assets\/(?:vad|stt|llm|pack|bench|chime)\.worker-.*\.js$/),
    maxBytes: 190_000,
  },
  // Kept from their first use on: nobody waits for them who has not chosen them.
  {
    name: 'transformers.js for the ears',
    files: matching(/^assets\/transformers-stt\.worker-.*\.js$/),
    maxBytes: 180_000,
  },
  { name: 'Kokoro', files: matching(/^assets\/kokoro\.worker-.*\.js$/), maxBytes: 1_100_000 },
  { name: 'WebLLM', files: matching(/^assets\/web-llm[.-].*\.js$/), maxBytes: 2_400_000 },
  // Most of it is espeak-ng with its data.
  { name: 'the voice', files: matching(/^assets\/tts\.worker-.*\.js$/), maxBytes: 900_000 },
  { name: 'ONNX Runtime', files: matching(/^assets\/ort-(?!.*jspi).*\.wasm$/), maxBytes: 4_500_000 },
  { name: 'ONNX Runtime for WebGPU', files: matching(/^assets\/ort-.*jspi.*\.wasm$/), maxBytes: 4_800_000 },
];

/**
 * @param {string} dist folder of the built app
 * @param budgets as `BUDGETS`
 * @returns {{ name: string, files: number, bytes: number, maxBytes: number }[]} sizes after gzip
 */
export function measureSizes(dist, budgets = BUDGETS) {
  return budgets.map(({ name, files, maxBytes }) => {
    const found = files(dist);
    const bytes = found.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    return { name, files: found.length, bytes, maxBytes };
  });
}

/** @returns {string[]} budgets that are broken, or that fit no file and so watch over nothing. */
export function brokenBudgets(sizes) {
  return sizes.flatMap(({ name, files, bytes, maxBytes }) => {
    if (files === 0)
      return [`No file is part of “${name}”: its budget in bin/lib/hosting/budgets.mjs watches over nothing.`];
    if (bytes <= maxBytes) return [];
    return [`“${name}” has ${kilobytes(bytes)} after gzip; its budget is ${kilobytes(maxBytes)}. Load less, or later.`];
  });
}

export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
