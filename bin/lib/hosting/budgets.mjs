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
  {
    name: 'workers but the voice',
    files: matching(/^assets\/(?!tts)[a-z]+\.worker-.*\.js$/),
    maxBytes: 160_000,
  },
  // Most of it is espeak-ng with its data.
  { name: 'the voice', files: matching(/^assets\/tts\.worker-.*\.js$/), maxBytes: 900_000 },
  { name: 'ONNX Runtime', files: matching(/^assets\/ort-.*\.wasm$/), maxBytes: 4_500_000 },
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
