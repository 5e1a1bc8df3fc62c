import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAX_LINES = 300;

it('no file is longer than 300 lines without a stated reason', () => {
  const long = ['src', 'workers', 'bin'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|mjs|js|css|py)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => {
        const text = readFileSync(file, 'utf8');
        const opening = /^(?:#!.*\n)?\s*(\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|(?:(?:\/\/|#).*\n)+)/.exec(text)?.[1] ?? '';
        const words = opening.replace(/\s*\n\s*(?:\*|\/\/|#)?\s*/g, ' ');
        return text.split('\n').length - 1 > MAX_LINES && !words.includes('Longer than 300 lines because');
      })
      .map((file) => relative(ROOT, file).split(sep).join('/')),
  );
  expect(long).toEqual([]);
});
