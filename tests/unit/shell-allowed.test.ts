import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, originSchema } from '../../src/store/preferences';
import { allowing, parseOrigins } from '../../workers/offline/allowed-origins';
import { securityHeaders } from '../../workers/offline/security-headers';
import { Shell } from '../../workers/offline/shell';
import { FIRST_STATE, parseShellState, started } from '../../workers/offline/shell-state';
import { entriesOf, FakeCaches, FakeHost, SCOPE } from './shell-fakes';

const FILES = {
  'index.html': '<!doctype html><html lang="en"></html>',
  'assets/pack.worker-1.js': 'worker',
  'assets/main-1.js': 'page',
};
const HUB = 'https://hub.example';
const HEADERS = securityHeaders();
const policyOf = async (response: Promise<Response> | undefined) =>
  (await response)?.headers.get('content-security-policy') ?? undefined;

function asked(path: string, as: { mode?: RequestMode; destination?: RequestDestination }): Request {
  const request = new Request(new URL(path, SCOPE));
  for (const [name, value] of Object.entries(as)) Object.defineProperty(request, name, { value });
  return request;
}
const PAGE = asked('./', { mode: 'navigate', destination: 'document' });
const WORKER = asked('assets/pack.worker-1.js', { destination: 'worker' });
const SCRIPT = asked('assets/main-1.js', { destination: 'script' });

/** A service worker as the browser starts it: it knows nothing but what lies in the caches. */
function shell(caches: FakeCaches, host = new FakeHost(FILES)): Shell {
  return new Shell({
    caches,
    fetch: host.fetch,
    scope: SCOPE,
    entries: entriesOf(FILES),
    headers: HEADERS,
    countPages: async () => 1,
    isUpdating: () => false,
    takeOver: async () => undefined,
  });
}

describe('what the user allows', () => {
  it.each(['online', 'kept'])(
    'opens for page and worker from the next load on, and for nothing else (%s)',
    async (how) => {
      const caches = new FakeCaches();
      const worker = shell(caches);
      if (how === 'kept') await worker.hear({ kind: 'keep' });
      const before = HEADERS['Content-Security-Policy'];
      expect(await policyOf(worker.respond(PAGE))).toBe(before);
      expect(await worker.hear({ kind: 'allow', origins: [HUB] })).toEqual({ kind: 'allowed', origins: [HUB] });

      // It is on the disk: the browser may end the service worker at any time.
      const again = shell(caches);
      const widened = before?.replace('http://127.0.0.1:*;', `http://127.0.0.1:* ${HUB};`);
      expect(widened).not.toBe(before);
      expect(await policyOf(again.respond(PAGE))).toBe(widened);
      expect(await policyOf(again.respond(WORKER))).toBe(widened);
      expect(await policyOf(again.respond(SCRIPT))).toBe(before);
      expect(await (await again.respond(WORKER))?.text()).toBe('worker');

      await again.hear({ kind: 'allow', origins: [] });
      expect(await policyOf(shell(caches).respond(PAGE))).toBe(before);
      expect(await policyOf(shell(caches).respond(WORKER))).toBe(before);
    },
  );

  it('stays allowed when a newer shell came to life', () => {
    const state = { ...FIRST_STATE, good: 'one', allowed: [HUB] };
    expect(started(state, 'two', 'two')).toEqual({ ...FIRST_STATE, good: 'two', allowed: [HUB] });
  });

  it('is nothing when it cannot be read', async () => {
    const caches = new FakeCaches();
    await shell(caches).hear({ kind: 'allow', origins: [HUB] });
    caches.broken = true;
    expect(await policyOf(shell(caches).respond(PAGE))).toBe(HEADERS['Content-Security-Policy']);
  });
});

it('the policy of a host gives way to ours', async () => {
  const host = new FakeHost(FILES);
  const lax = async (...given: Parameters<FakeHost['fetch']>) => {
    const response = await host.fetch(...given);
    response.headers.set('content-security-policy', "connect-src *; script-src 'unsafe-inline' *");
    return response;
  };
  const worker = shell(new FakeCaches(), Object.assign(new FakeHost(FILES), { fetch: lax }));
  expect(await policyOf(worker.respond(PAGE))).toBe(HEADERS['Content-Security-Policy']);
});

describe('what a page or a disk says is allowed', () => {
  const ODD = [
    'http://hub.example',
    'https://hub.example/',
    'https://hub.example/models',
    'https://*.example',
    'https://*',
    "https://hub.example'self'",
    'https://hub.example; script-src *',
    'https://a.example https://b.example',
    'https:',
    'data:',
    '*',
    "'unsafe-eval'",
    '',
    `https://${'a'.repeat(600)}.example`,
    'null',
  ];
  it.each(ODD)('is not %j', (origin) => {
    expect(parseOrigins([origin])).toEqual([]);
  });

  it('is what is no origin at all left out, twice the same once, and no more than the preferences take', () => {
    const good = [HUB, 'http://127.0.0.1:8080', 'http://localhost:9000', 'https://[2001:db8::1]:8443'];
    expect(parseOrigins([...good, HUB, 3, null, {}])).toEqual(good);
    expect(good.every((origin) => v.is(originSchema, origin))).toBe(true);
    for (const odd of [undefined, null, 'https://hub.example', { length: 1, 0: HUB }])
      expect(parseOrigins(odd)).toEqual([]);
    const many = Array.from({ length: 30 }, (_, index) => `https://h${index}.example`);
    expect(parseOrigins(many)).toHaveLength(20);
    expect(parseShellState({ allowed: ['*', HUB] }).allowed).toEqual([HUB]);
    expect(DEFAULT_PREFERENCES.allowedOrigins).toEqual([]);
  });

  it('changes no other directive, and no response without a policy', () => {
    const policy = "default-src 'none'; connect-src 'self'; style-src 'self'";
    const made = allowing(new Response('x', { headers: { 'content-security-policy': policy } }), [HUB]);
    expect(made.headers.get('content-security-policy')).toBe(
      `default-src 'none'; connect-src 'self' ${HUB}; style-src 'self'`,
    );
    const none = new Response('x');
    expect(allowing(none, [HUB])).toBe(none);
  });
});
