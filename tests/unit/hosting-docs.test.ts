import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const isThere = (path: string, from: URL) => existsSync(fileURLToPath(new URL(path, from)));
const { scripts } = JSON.parse(read('package.json'));

it('what the page on hosting links to is there', () => {
  const links = [...read('docs/hosting.md').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((link) => !isThere(link, new URL('docs/', ROOT)))).toEqual([]);
});

it('what the Dockerfile copies from the project is there', () => {
  const copied = [...read('docs/hosting/Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    ([, files = '']) => files.split(' '),
  );
  expect(copied).toContain('docs/hosting/nginx.conf');
  expect(copied.filter((file) => !isThere(file, ROOT))).toEqual([]);
});

it('every command that the hosts are told to run is one of ours', () => {
  const told = [
    'docs/hosting.md',
    'docs/hosting/Dockerfile',
    'docs/hosting/netlify.toml',
    'docs/hosting/github-pages.yml',
  ]
    .flatMap((file) => [...read(file).matchAll(/npm run ([\w:]+)/g)])
    .map(([, name = '']) => name);
  expect(told).toContain('build');
  expect(told.filter((name) => !(name in scripts))).toEqual([]);
});
