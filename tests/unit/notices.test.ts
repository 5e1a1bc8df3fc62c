import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bundledPackages, packageFolderOf } from '../../bin/lib/hosting/bundled-packages';
import { collectInside } from '../../bin/lib/notices/collect.mjs';
import { INSIDE } from '../../bin/lib/notices/known.mjs';
import { findOffences, renderNotices } from '../../bin/lib/notices/render.mjs';

const ours = { name: 'ours', version: '1.0.0', licence: 'MIT', texts: ['Do as you like.'] };
const parts = (given: Partial<Parameters<typeof renderNotices>[0]> = {}) => ({
  packages: [ours],
  inside: [],
  models: [],
  clips: 'None.',
  ...given,
});

it('a module belongs to the innermost package', () => {
  expect(packageFolderOf('/home/a/node_modules/lit/index.js')).toBe('node_modules/lit');
  expect(packageFolderOf('/a/node_modules/@lit/reactive-element/x/y.js?url')).toBe(
    'node_modules/@lit/reactive-element',
  );
  expect(packageFolderOf('/a/node_modules/b/node_modules/c/d.js')).toBe('node_modules/b/node_modules/c');
  expect(packageFolderOf('C:\\a\\node_modules\\idb\\build\\index.js')).toBe('node_modules/idb');
  expect(packageFolderOf('\0vite/preload-helper.js')).toBeUndefined();
  expect(packageFolderOf('/a/src/main.ts')).toBeUndefined();
});

it('the build has a plugin for the page and one for its workers', () => {
  const { page, worker } = bundledPackages();
  expect([typeof page.generateBundle, typeof worker().generateBundle]).toEqual(['function', 'function']);
});

it('a licence that is not allowed, or a package without its text, is an offence that says what to do', () => {
  expect(findOffences(parts())).toEqual([]);
  const [unknown] = findOffences(parts({ packages: [{ ...ours, licence: 'SSPL-1.0' }] }));
  expect(unknown).toMatch(/ours 1\.0\.0 is SSPL-1\.0.*Leave the package out/);
  const [textless] = findOffences(parts({ packages: [{ ...ours, texts: [] }] }));
  expect(textless).toMatch(/carries no licence text.*MISSING_TEXTS/);
  const model = { id: 'm', title: 'M', version: '1', licence: 'Llama 3', source: 'x', texts: [] };
  expect(findOffences(parts({ models: [model] }))).toHaveLength(1);
});

it('code under the GPL inside a package that is not told of by name is an offence', () => {
  const hidden = {
    inside: 'ours',
    hostVersion: '1.0.0',
    name: 'theirs',
    licence: 'GPL-3.0-or-later',
    note: '',
    texts: [],
  };
  expect(findOffences(parts({ inside: [hidden] }))).toHaveLength(1);
  expect(findOffences(parts({ inside: [{ ...hidden, inside: 'phonemizer' }] }))).toEqual([]);
});

it('the GPL part is named first where it is in, and not where it is not', () => {
  const phonemizer = { ...ours, name: 'phonemizer', licence: 'Apache-2.0' };
  expect(renderNotices(parts({ packages: [phonemizer] }))).toMatch(
    /GPL code: espeak-ng[\s\S]*GPL-3\.0-or-later inside/,
  );
  expect(renderNotices(parts())).not.toContain('GPL');
});

it('equal texts stand once, with all who use them', () => {
  const page = renderNotices(parts({ packages: [ours, { ...ours, name: 'other', texts: ['Do as  you\r\nlike.'] }] }));
  expect(page.match(/### Text/g)).toHaveLength(1);
  expect(page).toContain('Of ours, other.');
});

it('what lies inside a package is of the version that it was bundled with', () => {
  const told = (host: string, name: string) =>
    INSIDE.find((part) => part.inside === host && part.name.startsWith(`${name} `))?.name.slice(name.length + 1);
  const read = (path: string) => readFileSync(`node_modules/${path}`, 'utf8');
  const transformers = read('@huggingface/transformers/dist/transformers.web.js');
  for (const name of ['jinja', 'tokenizers']) {
    const version = told('@huggingface/transformers', `@huggingface/${name}`);
    expect(transformers, name).toContain(`/@huggingface+${name}@${version}/`);
  }
  const { devDependencies } = JSON.parse(read('@mlc-ai/web-llm/package.json'));
  for (const name of ['@mlc-ai/web-runtime', '@mlc-ai/web-xgrammar']) {
    expect(told('@mlc-ai/web-llm', name), name).toBe(devDependencies[name]);
  }
});

it('a part inside has its own text, and its package’s where that is its licence', () => {
  const host = { name: '@mlc-ai/web-llm', version: '1', licence: 'Apache-2.0', texts: ['Of the host.'] };
  const parts = collectInside([host]);
  expect(parts.find(({ name }) => name === 'loglevel')?.texts).toEqual([expect.stringContaining('Tim Perry')]);
  expect(parts.find(({ name }) => name.includes('web-runtime'))?.texts).toEqual([
    'Of the host.',
    expect.stringContaining('Apache TVM'),
  ]);
});
