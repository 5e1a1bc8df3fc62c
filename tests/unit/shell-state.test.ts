import { describe, expect, it } from 'vitest';
import { shellIdOf } from '../../workers/offline/shell-manifest';
import { kept, secured, stamped } from '../../workers/offline/shell-response';
import {
  FIRST_STATE,
  mustTell,
  opened,
  parseShellState,
  type ShellState,
  shownShell,
  started,
} from '../../workers/offline/shell-state';

const GOOD: ShellState = { ...FIRST_STATE, good: 'one' };

/** Opens the page so often and gives what was shown each time. */
function showing(state: ShellState, own: string, times: number, canGoBack = true): [string[], ShellState] {
  const shown: string[] = [];
  let now = state;
  for (let time = 0; time < times; time++) {
    now = opened(now, own, canGoBack);
    shown.push(shownShell(now, own));
  }
  return [shown, now];
}

describe('which shell is shown', () => {
  it('is the own one, for good, once its page came to life', () => {
    const lived = started(opened(GOOD, 'two', true), 'two', 'two');
    expect(showing(lived, 'two', 5)).toEqual([Array(5).fill('two'), lived]);
    expect(lived.good).toBe('two');
  });

  it('is the one before at the third time that the newer one was shown in vain', () => {
    const [shown, state] = showing(GOOD, 'two', 5);
    expect(shown).toEqual(['two', 'two', 'one', 'one', 'one']);
    expect(mustTell(state, 'two')).toBe(true);
    expect(mustTell({ ...state, noted: true }, 'two')).toBe(false);
    // The page of the one before says nothing about the newer one.
    expect(started(state, 'two', 'one')).toBe(state);
    expect(started(state, 'two', undefined)).toBe(state);
  });

  it('is the newer one again when its page speaks late', () => {
    const [, state] = showing(GOOD, 'two', 3);
    const late = started(state, 'two', 'two');
    expect(shownShell(late, 'two')).toBe('two');
    expect(mustTell(late, 'two')).toBe(false);
  });

  it('begins to count anew with a third one', () => {
    const [, refused] = showing(GOOD, 'two', 3);
    expect(showing(refused, 'three', 3)[0]).toEqual(['three', 'three', 'one']);
    const [, tried] = showing(GOOD, 'two', 2);
    expect(showing(tried, 'three', 3)[0]).toEqual(['three', 'three', 'one']);
  });

  it('is the own one where there is nothing to go back to', () => {
    expect(showing(FIRST_STATE, 'one', 4, false)).toEqual([Array(4).fill('one'), FIRST_STATE]);
    const [, refused] = showing(GOOD, 'two', 3);
    expect(showing(refused, 'two', 1, false)[0]).toEqual(['two']);
  });

  it('is read from what another version wrote, or from nothing', () => {
    const [, state] = showing(GOOD, 'two', 2);
    expect(parseShellState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    for (const odd of [undefined, null, 'x', { good: 3, tried: { shell: 'two' }, refused: null, noted: 'yes' }]) {
      expect(parseShellState(odd)).toEqual(FIRST_STATE);
    }
  });
});

describe('a response of the shell', () => {
  const HEADERS = { 'Cross-Origin-Opener-Policy': 'same-origin' };

  it('carries the headers and nothing of the transport', async () => {
    const response = secured(new Response('text', { status: 404, headers: { 'content-encoding': 'br' } }), HEADERS);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(await response.text()).toBe('text');
    expect(secured(new Response(null, { status: 304 }), HEADERS).status).toBe(304);
    expect(secured(Response.error(), HEADERS).type).toBe('error');
  });

  it('is kept with its type alone', () => {
    const from = new Response('', { headers: { 'content-type': 'application/wasm', etag: '"1"' } });
    const names = [...kept(from, null, HEADERS).headers].map(([name]) => name);
    expect(names).toEqual(['content-type', 'cross-origin-opener-policy']);
  });

  it('has the name of its shell on the page, once', () => {
    const page = '<!doctype html>\n<html lang="en"><body></body></html>';
    expect(stamped(page, 'two')).toContain('<html data-shell="two" lang="en">');
    expect(stamped(stamped(page, 'one'), 'two')).toBe(stamped(page, 'two'));
    expect(() => stamped('<body>a log-in page</body>', 'two')).toThrow('no <html>');
  });
});

it('the name of a shell is that of its files, in any order', () => {
  const entries = [
    { url: 'a', revision: '1' },
    { url: 'b', revision: '2' },
  ];
  expect(shellIdOf(entries)).toMatch(/^[0-9a-z]{6,12}$/);
  expect(shellIdOf([...entries].reverse())).toBe(shellIdOf(entries));
  expect(
    shellIdOf([
      { url: 'a', revision: '2' },
      { url: 'b', revision: '1' },
    ]),
  ).not.toBe(shellIdOf(entries));
});
