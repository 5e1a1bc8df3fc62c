import { expect, it } from 'vitest';
import { headersFile, nginxConf } from '../../bin/lib/hosting/host-headers';
import config from '../../vite.config';
import { securityHeaders } from '../../workers/offline/security-headers';

const HEADERS = securityHeaders();

/** The rules of a `_headers` file: path to its headers. */
function rulesOf(text: string): Map<string, Record<string, string>> {
  const rules = new Map<string, Record<string, string>>();
  for (const block of text.trim().split('\n\n')) {
    const [path = '', ...lines] = block.split('\n');
    rules.set(path, Object.fromEntries(lines.map((line) => line.trim().split(/:\s(.*)/, 2))));
  }
  return rules;
}

it('the page connects to its own origin and to this device, and where whoever serves it says', () => {
  expect(HEADERS['Content-Security-Policy']).toContain(
    "connect-src 'self' http://localhost:* http://127.0.0.1:*; style-src",
  );
  const widened = securityHeaders({ connect: ' https://otel.example  https://hub.example ' });
  expect(widened['Content-Security-Policy']).toContain(
    'http://127.0.0.1:* https://otel.example https://hub.example; style-src',
  );
});

it('development server and preview send the one list, the former without the policy that its own scripts break', () => {
  expect(config.preview?.headers).toEqual(securityHeaders({ connect: process.env.SOTTO_CONNECT }));
  expect(config.server?.headers).toEqual({ ...config.preview?.headers, 'Content-Security-Policy': '' });
});

it('_headers gives every file the list, and no header to a path twice', () => {
  const rules = rulesOf(headersFile(HEADERS));
  expect(rules.get('/*')).toEqual(HEADERS);
  expect(rules.get('/assets/*')).toEqual({ 'Cache-Control': 'public, max-age=31536000, immutable' });
  for (const path of ['/', '/index.html', '/sw.js']) expect(rules.get(path)).toEqual({ 'Cache-Control': 'no-cache' });
  expect(rules.size).toBe(6);
});

it('no header of the list breaks what the hosts read: one line, no quote that nginx ends a string at, no variable', () => {
  for (const value of Object.values(HEADERS)) {
    expect(value).not.toMatch(/["$\r\n]/);
    // Cloudflare Pages takes 2,000 characters in a line.
    expect(value.length).toBeLessThan(1900);
  }
});

it('docs/hosting/nginx.conf is the one list (write it anew: npx vitest run tests/unit/headers.test.ts -u)', async () => {
  await expect(nginxConf(HEADERS)).toMatchFileSnapshot('../../docs/hosting/nginx.conf');
});
