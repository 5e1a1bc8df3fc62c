// What keeps a built app from lying on a static host, in words.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { firstPaintFiles } from './first-paint.mjs';

/** Largest file that Cloudflare Pages takes; others take more. developers.cloudflare.com/pages/platform/limits */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** Packages that nobody waits for who only looks at the page. */
const LAZY = /^node_modules\/(onnxruntime-|phonemizer$|@huggingface\/|@opentelemetry\/|uplot$|protobufjs$)/;

/** @returns {string[]} all files under a folder, from it, with forward slashes, in the order of the alphabet. */
export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Files larger than a host takes. */
export function tooLarge(folder) {
  return filesUnder(folder).flatMap((file) => {
    const { size } = statSync(join(folder, file));
    return size > MAX_FILE_BYTES
      ? [`${file} has ${(size / 2 ** 20).toFixed(1)} MiB; hosts take 25 MiB. Split it.`]
      : [];
  });
}

/** Addresses from the host's root, which break the app under a path of its own. */
export function rootAddresses(dist) {
  const inPage = (text) => [...text.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, address]) => address);
  const inManifest = (text) =>
    [...text.matchAll(/"(?:src|url|id|start_url|scope)"\s*:\s*"(\/[^"]*)"/g)].map(([, a]) => a);
  // In code: our own folders alone; a string that begins with a slash may be anything.
  // transformers.js names `/models/` as the default of what `workers/transformers` sets otherwise: that very string is no address.
  const inCode = (text) =>
    [...text.matchAll(/["'`](\/(?:assets|models|benchmark|icons|sw\.js|favicon|manifest)[^"'`]*)["'`]/g)]
      .map(([, a]) => a)
      .filter((address) => address !== '/models/');
  const find = {
    html: inPage,
    webmanifest: inManifest,
    js: inCode,
    css: (text) => text.match(/url\(\s*["']?\/[^)]*/g) ?? [],
  };
  return filesUnder(dist).flatMap((file) => {
    const found = find[file.split('.').at(-1)]?.(readFileSync(join(dist, file), 'utf8')) ?? [];
    return found.map((address) => `${file} leads to ${address} at the root of the host. Make the address relative.`);
  });
}

/** Engines that the first paint would wait for, and files it names that are not there. */
export function firstPaintProblems(dist) {
  const list = join(dist, '.vite/packages.json');
  if (!existsSync(list)) return [`There is no ${list}. Build the app first: npm run build`];
  const { firstPaint } = JSON.parse(readFileSync(list, 'utf8'));
  const engines = firstPaint.filter((folder) => LAZY.test(folder));
  const files = firstPaintFiles(dist);
  return [
    ...engines.map((folder) => `The first paint waits for ${folder}. Import it where it is used, with import().`),
    ...(files.length > 0 ? [] : ['index.html names no script.']),
    ...files
      .filter((file) => !existsSync(join(dist, file)))
      .map((file) => `index.html names ${file}, which is not there.`),
  ];
}

/** @returns {string[]} every problem, one line each; none where the build can go anywhere. */
export function checkBuild(dist) {
  return [...tooLarge(dist), ...rootAddresses(dist), ...firstPaintProblems(dist)];
}
