import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Who starts workers and worklets. */
const STARTERS = ['src/main.ts', 'src/engine-workers.ts'];
const ROOMS = ['agent', 'audio', 'models', 'perf', 'store', 'ui'];

interface SourceFile {
  /** From the root of the project, with slashes. */
  path: string;
  text: string;
}

function filesUnder(folder: string, extensions: RegExp): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { path: relative(ROOT, file).split(sep).join('/'), text: readFileSync(file, 'utf8') };
    });
}

interface Import {
  from: string;
  /** Nothing of it is left in the built code. */
  typeOnly: boolean;
}

/** Static, side-effect and dynamic imports, and exports from elsewhere. Biome has formatted them all alike. */
function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const imports: Import[] = [];
  for (const match of code.matchAll(/^(?:import|export)\s+(type\s)?([^;'"]*?)\s*from\s*['"]([^'"]+)['"]/gm)) {
    const [, type, names = '', from = ''] = match;
    const listed = /^\{([\s\S]*)\}$/
      .exec(names)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    const allTypes = listed?.filter(Boolean).every((name) => name.startsWith('type ')) ?? false;
    imports.push({ from, typeOnly: Boolean(type) || allTypes });
  }
  for (const match of code.matchAll(/(?:^import\s*|\bimport\(\s*|new URL\(\s*)['"]([^'"]+)['"]/gm)) {
    imports.push({ from: match[1] ?? '', typeOnly: false });
  }
  return imports;
}

/** The file an import names, from the root of the project; undefined for packages. */
function target(file: SourceFile, { from }: Import): string | undefined {
  return from.startsWith('.') ? posix.normalize(posix.join(dirname(file.path), from)) : undefined;
}

const src = filesUnder('src', /\.ts$/);
const workers = filesUnder('workers', /\.ts$/);
const roomOf = (path: string) => ROOMS.find((room) => path.startsWith(`src/${room}/`));

/** What breaks a rule, as lines that name file and import. */
function offences(files: readonly SourceFile[], isWrong: (file: SourceFile, found: Import) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file.text)
      .filter((found) => isWrong(file, found))
      .map(({ from }) => `${file.path} imports ${from}`),
  );
}

describe('the reader of imports', () => {
  it('sees each kind of import, and which leave nothing behind', () => {
    const text = [
      "import type { A } from './a';",
      "import { type B, type C } from './b';",
      "import { type D, e } from './d';",
      'import {\n  f,\n  type G,\n} from "./f";',
      "export { h } from './h';",
      "export type { I } from './i';",
      "import './j';",
      "import k from './k?worker';",
      "const l = await import('./l');",
      "// import m from './m';",
      "/* import n from './n'; */",
    ].join('\n');
    expect(importsOf(text).map(({ from, typeOnly }) => `${from}${typeOnly ? ' type' : ''}`)).toEqual([
      './a type',
      './b type',
      './d',
      './f',
      './h',
      './i type',
      './k?worker',
      './j',
      './l',
    ]);
  });

  it('reads the whole house', () => {
    expect(src.length).toBeGreaterThan(40);
    expect(workers.length).toBeGreaterThan(40);
  });
});

describe('the import rules', () => {
  it('a room imports no sibling room, except types from the store, and what is preferred where nobody chose', () => {
    const wrong = offences(src, (file, found) => {
      const room = roomOf(file.path);
      const other = roomOf(target(file, found) ?? '');
      if (!room || !other || room === other) return false;
      return other !== 'store' || !(found.typeOnly || target(file, found) === 'src/store/preferences');
    });
    expect(wrong).toEqual([]);
  });

  it('a room imports nothing from the files that wire the rooms together', () => {
    const wrong = offences(src, (file, found) => {
      const path = target(file, found);
      return roomOf(file.path) !== undefined && path?.startsWith('src/') === true && !roomOf(path);
    });
    expect(wrong).toEqual([]);
  });

  it('of workers/ the page imports only the contract and the calls', () => {
    const allowed = ['workers/protocol', 'workers/rpc'];
    const wrong = offences(src, (file, found) => {
      const path = target(file, found);
      if (!path?.startsWith('workers/') || allowed.includes(path)) return false;
      // Who starts workers names them; and the page's own realm needs the policy the workers' have.
      return !STARTERS.includes(file.path) || !(path.includes('?worker') || path === 'workers/trusted-script-urls');
    });
    expect(wrong).toEqual([]);
  });

  it('only main.ts starts workers and worklets, and the engines beside it', () => {
    const isStart = (_: SourceFile, { from }: Import) => /[?&]worker\b/.test(from);
    const others = [...src, ...workers].filter(({ path }) => !STARTERS.includes(path));
    expect(offences(others, isStart)).toEqual([]);
    expect(others.filter(({ text }) => /\bnew (?:Shared)?Worker\(/.test(text)).map(({ path }) => path)).toEqual([]);
    for (const starter of STARTERS) {
      const file = src.filter(({ path }) => path === starter);
      expect(offences(file, isStart).length).toBeGreaterThan(0);
    }
  });

  it('a worker imports nothing of the page', () => {
    expect(offences(workers, (file, found) => target(file, found)?.startsWith('src/') ?? false)).toEqual([]);
  });

  it('the contract imports nothing at all', () => {
    const contract = workers.find(({ path }) => path === 'workers/protocol.ts');
    expect(contract && importsOf(contract.text)).toEqual([]);
  });
});
