// What the notices are about: packages in the built code, models and recordings it serves, with their licence texts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INSIDE, MISSING_TEXTS } from './known.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const ownText = (name) => readFileSync(new URL(`./texts/${name}`, import.meta.url), 'utf8');

/** @returns {string[]} licence texts and notices in a package's folder. */
function textsIn(folder) {
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/**
 * @param {string} root of the project
 * @param {string[]} folders from the root, as `node_modules/lit`
 * @returns {import('./render.mjs').BundledPackage[]}
 */
export function collectPackages(root, folders) {
  return folders
    .map((folder) => {
      const { name, version, license } = json(join(root, folder, 'package.json'));
      const missing = MISSING_TEXTS[name];
      const texts = missing ? [ownText(missing)] : textsIn(join(root, folder));
      return { name, version, licence: typeof license === 'string' ? license : 'not stated', texts };
    })
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** What lies inside the packages, with its licence text where it is not the package's own. */
export function collectInside(packages) {
  return INSIDE.flatMap(({ text, hasHostText, ...part }) => {
    const host = packages.find(({ name }) => name === part.inside);
    if (!host) return [];
    const texts = [...(hasHostText ? host.texts : []), ...(text ? [ownText(text)] : [])];
    return [{ ...part, hostVersion: host.version, texts }];
  });
}

/**
 * The model packs that the app serves, from their manifests.
 * @param {string} models folder of the packs
 */
export function collectModels(models) {
  return readdirSync(models)
    .filter((id) => existsSync(join(models, id, 'manifest.json')))
    .sort()
    .map((id) => {
      const { title, version, licence, licenceFiles, source } = json(join(models, id, 'manifest.json'));
      const texts = licenceFiles.map((name) => readFileSync(join(models, id, name), 'utf8'));
      return { id, title, version, licence, source, texts };
    });
}

/** What the recordings that ship with the app say of themselves. */
export function collectClips(root) {
  const notice = join(root, 'public/benchmark/NOTICE');
  return existsSync(notice) ? readFileSync(notice, 'utf8').trim() : '';
}
