/** Every section of the page's words, found where they lie: no translation misses a sentence or leaves one in English. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../src/ui/text/', import.meta.url);
const files = import.meta.glob<{ default: object }>('../../src/ui/text/*/{en,de,ar}.ts');
const names = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** What is the same in every language: names, formats, keys of the keyboard, units. */
const SAME =
  /^[\W\d_]*((Sotto|English|Deutsch|Top-p|OK|JSON|CSV|HTML|Markdown|WebGPU|CPU|WASM|URL|VAD|ID|Escape|Kokoro|Piper|Whisper|kHz|Hz|ms|px|MB|GB|kB|s|h|min|x|dB|GPL)[\W\d_]*)*$/;
/** Parts of a name of which one language needs none. */
const MAY_BE_EMPTY = /\.(before|after|hidden)$/;
/** Little words that no German sentence has. */
const ENGLISH = /(^|[\s(„])(the|and|with|your|you|of|are|not|this|from|until|what|is)(?=[\s,.)“]|$)/;

/** All words of a section by their place in it. Functions are called with figures, so that counts have a form. */
function wordsOf(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  if (typeof value === 'string') found.set(path, value);
  else if (isFunction(value)) {
    found.set(`${path}()`, '');
    for (const count of [1, 2, 3, 11]) {
      for (const [inner, words] of wordsOf(called(value, count), `${path}(${count})`)) found.set(inner, words);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const [at, words] of wordsOf(inner, `${path}.${key}`)) found.set(at, words);
    }
  }
  return found;
}

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';

/** What a function says; undefined for one that takes something else than figures and words. */
function called(words: (...args: unknown[]) => unknown, count: number): unknown {
  for (const value of [`${count}`, count]) {
    try {
      return words(value, value, value, value);
    } catch {
      // It takes something else.
    }
  }
  return undefined;
}

async function section(name: string, locale: string): Promise<Map<string, string>> {
  const load = files[`../../src/ui/text/${name}/${locale}.ts`];
  if (!load) throw new Error(`text/${name} has no ${locale}.ts.`);
  return wordsOf((await load()).default);
}

describe.each(names)('the words of text/%s', (name) => {
  it('are declared with each of their languages', () => {
    const declared = readFileSync(new URL(`${name}/words.ts`, FOLDER), 'utf8');
    for (const part of ["from './en'", "import('./de')", "import('./ar')"]) expect(declared).toContain(part);
  });

  it.each(['de', 'ar'])('have the same places in %s, and none is empty', async (locale) => {
    const [english, translated] = [await section(name, 'en'), await section(name, locale)];
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
    const empty = [...translated].filter(
      ([place, words]) => words.trim() === '' && english.get(place)?.trim() !== '' && !MAY_BE_EMPTY.test(place),
    );
    expect(empty).toEqual([]);
  });

  it('are German in German', async () => {
    const english = await section(name, 'en');
    const left = [...(await section(name, 'de'))].filter(
      ([place, words]) =>
        ENGLISH.test(words) || (words.includes(' ') && words === english.get(place) && !SAME.test(words)),
    );
    expect(left).toEqual([]);
  });

  it('are Arabic in Arabic', async () => {
    const left = [...(await section(name, 'ar'))].filter(
      ([, words]) => !/\p{Script=Arabic}/u.test(words) && !SAME.test(words),
    );
    expect(left).toEqual([]);
  });
});

it('has sections', () => {
  expect(names).toEqual(expect.arrayContaining(['conversation', 'faults', 'history', 'setup', 'talk']));
});
