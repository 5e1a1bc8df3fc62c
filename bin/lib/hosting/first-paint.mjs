// What the browser fetches before the page shows anything, as the built page names it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} dist folder of the built app
 * @returns {string[]} files from `dist`: scripts, what is preloaded with them, and style sheets
 */
export function firstPaintFiles(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  return [...page.matchAll(/<(script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.startsWith('<script') || /rel="(modulepreload|stylesheet)"/.test(tag))
    .flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
    .map((address) => address.replace(/^\.\//, ''));
}
