import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plural } from '../../src/ui/text/plural';

type Text = typeof import('../../src/ui/text/text');
type Choice = typeof import('../../src/ui/text/locale-choice');

const page = { lang: 'en', dir: '' };
const storage = new Map<string, string>();
let text: Text;
let choice: Choice;

beforeEach(async () => {
  Object.assign(page, { lang: 'en', dir: '' });
  storage.clear();
  vi.stubGlobal('document', { documentElement: page });
  vi.stubGlobal('navigator', { languages: ['fr-CH', 'de-CH', 'en'] });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
  vi.resetModules();
  text = await import('../../src/ui/text/text');
  choice = await import('../../src/ui/text/locale-choice');
});
afterEach(() => vi.unstubAllGlobals());

/** A section whose translations come when the test says so. */
function slowSection() {
  const come = { de: () => {}, ar: () => {} };
  let fail = () => {};
  const de = new Promise<{ default: { hello: string } }>((resolve, reject) => {
    come.de = () => resolve({ default: { hello: 'Hallo' } });
    fail = () => reject(new Error('offline'));
  });
  const ar = new Promise<{ default: { hello: string } }>((resolve) => {
    come.ar = () => resolve({ default: { hello: 'مرحبا' } });
  });
  const words = text.textSection({ hello: 'Hello' }, { de: () => de, ar: () => ar });
  return { words, come, fail: () => fail() };
}

describe('the language of the page', () => {
  it('changes once the words are there, with the direction, and those who draw hear of it', async () => {
    const { words, come } = slowSection();
    const heard = vi.fn();
    text.onLocale(heard);
    const changed = text.setLocale('ar');
    expect([words().hello, text.currentLocale(), page]).toEqual(['Hello', 'en', { lang: 'en', dir: '' }]);
    expect(heard).not.toHaveBeenCalled();
    come.ar();
    await changed;
    expect([words().hello, text.currentLocale(), page]).toEqual(['مرحبا', 'ar', { lang: 'ar', dir: 'rtl' }]);
    expect(heard).toHaveBeenCalledOnce();
    await text.setLocale('en');
    expect([words().hello, page]).toEqual(['Hello', { lang: 'en', dir: 'ltr' }]);
  });

  it('is the one that was asked for last, whichever comes last', async () => {
    const { words, come } = slowSection();
    const first = text.setLocale('de');
    const second = text.setLocale('ar');
    come.ar();
    await second;
    come.de();
    await first;
    expect([words().hello, page.lang]).toEqual(['مرحبا', 'ar']);
  });

  it('stays where its words cannot be fetched, and can be asked for again', async () => {
    const { words, fail } = slowSection();
    const changed = text.setLocale('de');
    fail();
    await expect(changed).rejects.toThrow('offline');
    expect([words().hello, text.currentLocale(), page.lang]).toEqual(['Hello', 'en', 'en']);
    // A part that comes later is not fetched in a language nobody sees.
    const later = slowSection();
    await text.wordsHere();
    expect(later.words().hello).toBe('Hello');
  });

  it('comes to parts of the page that are fetched later, also while it is changing', async () => {
    const early = slowSection();
    const changed = text.setLocale('de');
    const late = slowSection();
    early.come.de();
    await changed;
    expect(late.words().hello).toBe('Hello');
    const heard = vi.fn();
    text.onLocale(heard);
    late.come.de();
    await text.wordsHere();
    expect(late.words().hello).toBe('Hallo');
    expect(heard).toHaveBeenCalled();
  });

  it('is waited for by what is drawn for the first time, and not for ever where it does not come', async () => {
    await text.wordsHere();
    const { come } = slowSection();
    void text.setLocale('de');
    const here = vi.fn();
    const waiting = text.wordsHere().then(here);
    await Promise.resolve();
    expect(here).not.toHaveBeenCalled();
    come.de();
    await waiting;
    const failing = slowSection();
    failing.fail();
    await text.wordsHere();
  });
});

describe('the language to begin with', () => {
  it('is the one the browser likes best of those there are', async () => {
    expect(text.bestLocale(['pt', 'AR-eg', 'de'])).toBe('ar');
    expect(text.bestLocale(['pt', 'fr'])).toBe('en');
    await choice.beginLocale();
    expect(page.lang).toBe('de');
  });

  it('is the chosen one from the next visit on, until the choice is taken back', async () => {
    await choice.followLocale('ar');
    expect([page.lang, [...storage.values()]]).toEqual(['ar', ['ar']]);
    await choice.beginLocale();
    expect(page.lang).toBe('ar');
    await choice.followLocale('auto');
    expect([page.lang, storage.size]).toEqual(['de', 0]);
  });

  it('is the browser’s where nothing can be stored, and where what is stored makes no sense', async () => {
    storage.set('sotto:locale', 'tlh');
    await choice.beginLocale();
    expect(page.lang).toBe('de');
    const refused = () => {
      throw new Error('SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refused, setItem: refused, removeItem: refused });
    await choice.followLocale('ar');
    expect(page.lang).toBe('ar');
    await choice.beginLocale();
    expect(page.lang).toBe('de');
  });
});

it('counts take the form of their language', () => {
  const forms = { one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' };
  const counts = [1, 2, 3, 11, 100];
  expect(counts.map((count) => plural('en', count, forms))).toEqual(['one', 'other', 'other', 'other', 'other']);
  expect(counts.map((count) => plural('ar', count, forms))).toEqual(['one', 'two', 'few', 'many', 'other']);
  expect(plural('ar', 2, { other: 'other' })).toBe('other');
});
