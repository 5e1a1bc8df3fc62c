import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedText, takeShare, withoutShare } from '../../src/share-target';

const manifest: { share_target: { action: string; method: string; params: Record<string, string> } } = JSON.parse(
  readFileSync(new URL('../../public/manifest.webmanifest', import.meta.url), 'utf8'),
);

/** The address that a browser makes of what is shared, by the manifest itself. */
function shared(given: Record<string, string>): URL {
  const { action, method, params } = manifest.share_target;
  expect(method).toBe('GET');
  const address = new URL(action, 'https://sotto.test/app/manifest.webmanifest');
  for (const [kind, text] of Object.entries(given)) address.searchParams.set(params[kind] ?? kind, text);
  return address;
}

describe('what is shared', () => {
  it.each([
    [{ text: 'What is a fugue?' }, 'What is a fugue?'],
    [
      { title: 'Fugue', text: 'A form of music', url: 'https://music.example/' },
      'Fugue A form of music https://music.example/',
    ],
    [{ text: 'See https://music.example/', url: 'https://music.example/' }, 'See https://music.example/'],
    [{ title: 'Fugue', text: 'Fugue' }, 'Fugue'],
    [{ title: ' ', text: '', url: '' }, undefined],
    [{ text: 'two\r\nlines\u0000\tand  blanks ' }, 'two lines and blanks'],
    [{ text: '<b>& "quotes" +1 %41' }, '<b>& "quotes" +1 %41'],
  ])('%j is typed as %j', (given, typed) => {
    expect(sharedText(shared(given))).toBe(typed);
  });

  it('is as long as the composer takes', () => {
    expect(sharedText(shared({ text: 'a'.repeat(5000) }))).toHaveLength(2000);
  });

  it('is none at any other address', () => {
    expect(sharedText(new URL('https://sotto.test/app/?text=hello&techniques=off#performance'))).toBeUndefined();
  });

  it('leaves the address when it was taken, and nothing else does', () => {
    const address = shared({ text: 'private' });
    address.searchParams.set('techniques', 'off');
    address.hash = '#performance';
    expect(withoutShare(address).href).toBe('https://sotto.test/app/?techniques=off#performance');
    const seen: string[] = [];
    const view = (href: string) => ({
      location: { href },
      history: { replaceState: (_: unknown, __: string, url: string) => seen.push(url) },
    });
    expect(takeShare(view(address.href))).toBe('private');
    expect(seen).toEqual(['https://sotto.test/app/?techniques=off#performance']);
    expect(takeShare(view('https://sotto.test/app/'))).toBeUndefined();
    expect(seen).toHaveLength(1);
  });
});
