import { describe, expect, it } from 'vitest';
import { type HostsOf, hostRows, requestRows } from '../../src/privacy-host';
import ar from '../../src/ui/text/privacy/ar';
import de from '../../src/ui/text/privacy/de';
import en from '../../src/ui/text/privacy/en';
import { securityHeaders } from '../../workers/offline/security-headers';

const OWN = 'https://sotto.test';
const HUB = 'https://hub.example';
const MIRROR = 'https://mirror.example';
const rows = (given: Partial<HostsOf> = {}) =>
  hostRows({
    own: OWN,
    builtConnect: '',
    allowedOrigins: [],
    hubUrl: HUB,
    otlpUrl: undefined,
    webhookUrl: undefined,
    ...given,
  }).map(
    ({ origin, purpose, removable, open }) =>
      `${origin} ${purpose}${removable ? ' removable' : ''}${open ? '' : ' shut'}`,
  );
const DEVICE = ['http://localhost:* device', 'http://127.0.0.1:* device'];

describe('the hosts that can be contacted', () => {
  it('are our own and this device, until somebody allows more', () => {
    expect(rows()).toEqual([`${OWN} own`, ...DEVICE]);
  });

  it('are those that the policy names, and no others', () => {
    const connect = `${MIRROR} https://otel.example`;
    const [, sources = ''] =
      /connect-src ([^;]*)/.exec(securityHeaders({ connect })['Content-Security-Policy'] ?? '') ?? [];
    const named = rows({ builtConnect: connect }).map((row) => row.split(' ')[0]);
    expect(named.sort()).toEqual(sources.replace("'self'", OWN).split(' ').sort());
  });

  it('are told with who allowed them and what for', () => {
    expect(rows({ allowedOrigins: [HUB, MIRROR], builtConnect: ' https://otel.example ' })).toEqual([
      `${OWN} own`,
      `${HUB} hub removable`,
      `${MIRROR} allowed removable`,
      'https://otel.example build',
      ...DEVICE,
    ]);
  });

  it('include addresses that are set, and say which of them the page cannot reach', () => {
    expect(rows({ otlpUrl: 'http://localhost:4318/v1/metrics', webhookUrl: 'https://bell.example/ring' })).toEqual([
      `${OWN} own`,
      'http://localhost:4318 collector',
      'https://bell.example webhook shut',
      ...DEVICE,
    ]);
    expect(rows({ webhookUrl: `${MIRROR}/ring`, allowedOrigins: [MIRROR] })).toContain(`${MIRROR} webhook`);
    expect(rows({ otlpUrl: 'not an address', webhookUrl: '' })).toEqual(rows());
  });
});

it('the counter tells our own origin first, then whoever was asked most', () => {
  const count = (requests: number) => ({ requests, transferredBytes: requests * 10 });
  const visit = new Map([[HUB, count(1)]]);
  const ever = new Map([
    [MIRROR, count(9)],
    [HUB, count(3)],
    [OWN, count(2)],
  ]);
  const told = requestRows({ visit, ever, sinceMs: 1 }, OWN);
  expect(told.map(({ origin, visit: now, ever: all }) => [origin, now, all])).toEqual([
    [OWN, 0, 2],
    [MIRROR, 0, 9],
    [HUB, 1, 3],
  ]);
  expect(requestRows({ visit, ever: undefined, sinceMs: undefined }, OWN)).toEqual([
    { origin: HUB, own: false, visit: 1, visitBytes: 10, ever: undefined, everBytes: undefined },
  ]);
});

it('every language has as many sentences, and none of them in another', () => {
  for (const words of [de, ar]) {
    for (const list of ['promise', 'proof', 'limits'] as const) {
      expect(words[list]).toHaveLength(en[list].length);
      for (const sentence of words[list]) expect(en[list]).not.toContain(sentence);
    }
  }
  expect(ar.requests(2, '2')).toBe('طلبان');
  expect(de.items(1, '1')).toBe('ein Eintrag');
});
