// All that the notices of a built app are about, and what must not be in one that leaves the GPL part out.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectClips, collectInside, collectModels, collectPackages } from './collect.mjs';
import { GPL_MARKS, GPL_PACKAGE } from './known.mjs';
import { findOffences, renderNotices } from './render.mjs';

/** Where the notices of a built app lie in it. */
export const NOTICES_IN_APP = 'licences/THIRD_PARTY_NOTICES.txt';

/**
 * @param {string} root of the project
 * @param {string} dist folder of the built app
 * @returns {{ text: string, offences: string[], packages: number, models: number, withGpl: boolean }}
 */
export function noticesOf(root, dist) {
  const packages = collectPackages(root, JSON.parse(readFileSync(join(dist, '.vite/packages.json'), 'utf8')).all);
  const parts = {
    packages,
    inside: collectInside(packages),
    models: collectModels(join(dist, 'models')),
    clips: collectClips(root),
  };
  return {
    text: renderNotices(parts),
    offences: findOffences(parts),
    packages: packages.length,
    models: parts.models.length,
    withGpl: packages.some(({ name }) => name === GPL_PACKAGE),
  };
}

/** @returns {string[]} files of a built app in which bytes of the GPL part are found, one line each. */
export function gplTraces(dist) {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => {
      const bytes = readFileSync(file);
      const mark = GPL_MARKS.find((text) => bytes.includes(text));
      return mark ? [`${file} holds “${mark}”, which is of espeak-ng. A build without the GPL part must not.`] : [];
    });
}
