import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BUDGETS, brokenBudgets, measureSizes } from '../../bin/lib/hosting/budgets.mjs';
import { checkBuild, tooLarge } from '../../bin/lib/hosting/check-build.mjs';
import { firstPaintFiles } from '../../bin/lib/hosting/first-paint.mjs';

let dist: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), text);
}

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'sotto-dist-'));
  write(
    'index.html',
    `<link rel="icon" href="./favicon.svg" /><script type="module" src="./assets/index-1.js"></script>
     <link rel="modulepreload" href="./assets/shared-2.js"><link rel="stylesheet" href="./assets/index-3.css">`,
  );
  for (const file of ['index-1.js', 'shared-2.js', 'index-3.css', 'lazy-4.js']) write(`assets/${file}`, '// code');
  write('.vite/packages.json', JSON.stringify({ all: ['node_modules/lit'], firstPaint: ['node_modules/lit'] }));
});
afterEach(() => rmSync(dist, { recursive: true, force: true }));

it('the first paint takes scripts, what is preloaded with them and style sheets, and nothing that comes later', () => {
  expect(firstPaintFiles(dist)).toEqual(['assets/index-1.js', 'assets/shared-2.js', 'assets/index-3.css']);
});

it('the first paint may take 150 kB after gzip', () => {
  expect(BUDGETS.find(({ name }) => name === 'first paint')?.maxBytes).toBe(150_000);
});

it('a budget is broken by more, and by fitting no file', () => {
  const budget = (maxBytes: number, found: string[]) => [{ name: 'part', files: () => found, maxBytes }];
  const broken = (maxBytes: number, found: string[]) => brokenBudgets(measureSizes(dist, budget(maxBytes, found)));
  expect(broken(1000, ['assets/lazy-4.js'])).toEqual([]);
  expect(broken(10, ['assets/lazy-4.js'])[0]).toMatch(/“part” has 0\.0 kB after gzip; its budget is 0\.0 kB/);
  expect(broken(1000, [])[0]).toMatch(/watches over nothing/);
});

it('a build that can lie anywhere has no problem', () => {
  expect(checkBuild(dist)).toEqual([]);
});

it('an address at the root of the host is a problem, in the page, the manifest and the code', () => {
  write('other.html', '<img src="/a.png">');
  write('manifest.webmanifest', '{"start_url": "/"}');
  write('assets/lazy-4.js', 'fetch("/models/x"); const hash = "/"; const rate = `/s`;');
  write('assets/index-3.css', 'a { background: url(/b.png) }');
  expect(checkBuild(dist).map((problem) => problem.split(' leads')[0])).toEqual([
    'assets/index-3.css',
    'assets/lazy-4.js',
    'manifest.webmanifest',
    'other.html',
  ]);
});

it('an engine that the first paint waits for is a problem, and so is a file that is not there', () => {
  write('.vite/packages.json', JSON.stringify({ all: [], firstPaint: ['node_modules/onnxruntime-web'] }));
  rmSync(join(dist, 'assets/shared-2.js'));
  expect(checkBuild(dist)).toEqual([
    expect.stringContaining('waits for node_modules/onnxruntime-web'),
    expect.stringContaining('assets/shared-2.js, which is not there'),
  ]);
});

it('a file that Cloudflare Pages does not take is a problem', () => {
  write('models/big.part00', '');
  truncateSync(join(dist, 'models/big.part00'), 25 * 1024 * 1024);
  expect(tooLarge(dist)).toEqual([]);
  truncateSync(join(dist, 'models/big.part00'), 25 * 1024 * 1024 + 1);
  expect(tooLarge(dist)).toHaveLength(1);
});

it('no file of public/ is larger than hosts take', () => {
  expect(tooLarge(fileURLToPath(new URL('../../public', import.meta.url)))).toEqual([]);
});
