/** A build without its GPL part: `SOTTO_WITHOUT_GPL=1 npm run build`. */
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { GPL_PACKAGE } from './notices/known.mjs';
import { noticesOf } from './notices/parts.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Workers whose voices speak by espeak-ng's phonemes alone. */
const WORKERS = /(?:^|\/)workers\/tts\/(?:tts|kokoro)\.worker\?worker$/;
/** Packs of the app's own that nothing but such a worker can use. */
export const GPL_PACKS: readonly string[] = ['piper-joe'];

const NO_PACKAGE = '\0sotto:without-gpl-package';
const NO_WORKER = '\0sotto:without-gpl-worker';

/** What stands in their place is never reached: the catalogue offers no voice that would. */
const STAND_INS: Readonly<Record<string, string>> = {
  [NO_PACKAGE]: `export function phonemize() {
  throw Object.assign(new Error('This build has no ${GPL_PACKAGE}.'), { code: 'model-missing' });
}
export const list_voices = phonemize;`,
  [NO_WORKER]: `export default function leftOut() {
  throw Object.assign(new Error('This build has no such voice.'), { code: 'model-missing' });
}`,
};

/** Leaves espeak-ng out of whatever is bundled. For the page's build and for each build of a worker. */
export function withoutGpl(): Plugin {
  return {
    name: 'sotto:without-gpl',
    enforce: 'pre',
    resolveId(source) {
      if (source === GPL_PACKAGE) return NO_PACKAGE;
      return WORKERS.test(source) ? NO_WORKER : undefined;
    },
    load: (id) => STAND_INS[id],
  };
}

/** Takes what is then of no use out of the built app, and gives it notices of its own. */
export function withoutGplFiles(): Plugin {
  let outDir = '';
  return {
    name: 'sotto:without-gpl-files',
    apply: 'build',
    configResolved({ root, build }) {
      outDir = resolve(root, build.outDir);
    },
    writeBundle() {
      for (const pack of GPL_PACKS) rmSync(join(outDir, 'models', pack), { recursive: true, force: true });
      writeFileSync(join(outDir, 'licences/THIRD_PARTY_NOTICES.txt'), noticesOf(ROOT, outDir).text);
    },
  };
}
