import { describe, expect, it } from 'vitest';
import { Shell, type ShellOptions } from '../../workers/offline/shell';
import { entriesOf, FakeCaches, FakeHost, SCOPE } from './shell-fakes';

const PAGE = '<!doctype html><html lang="en"></html>';
const ONE = { 'index.html': PAGE, 'assets/main-1.js': 'one', 'assets/runtime.wasm': 'wasm' };
const TWO = { 'index.html': `${PAGE} `, 'assets/main-2.js': 'two', 'assets/runtime.wasm': 'wasm' };
const HEADERS = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

interface Realm {
  caches: FakeCaches;
  host: FakeHost;
  pages: number;
  updating: boolean;
  tookOver: number;
}

function realm(): Realm {
  return { caches: new FakeCaches(), host: new FakeHost(ONE), pages: 1, updating: false, tookOver: 0 };
}

/** A service worker as the browser starts it: it knows nothing but what lies in the caches. */
function shell(at: Realm, files: Readonly<Record<string, string>>, more: Partial<ShellOptions> = {}): Shell {
  return new Shell({
    caches: at.caches,
    fetch: at.host.fetch,
    scope: SCOPE,
    entries: entriesOf(files),
    headers: HEADERS,
    countPages: async () => at.pages,
    isUpdating: () => at.updating,
    takeOver: async () => {
      at.tookOver++;
    },
    ...more,
  });
}

function asked(path: string, { navigate = false, method = 'GET', headers = {} } = {}): Request {
  const request = new Request(new URL(path, SCOPE), { method, headers });
  if (navigate) Object.defineProperty(request, 'mode', { value: 'navigate' });
  return request;
}

const open = (worker: Shell, path = './') => worker.respond(asked(path, { navigate: true }));
const shownAt = async (response: Promise<Response> | undefined) =>
  /data-shell="([^"]*)"/.exec((await (await response)?.text()) ?? '')?.[1];

/** Shell one is kept and has come to life. */
async function withOne(): Promise<{ at: Realm; one: string }> {
  const at = realm();
  const worker = shell(at, ONE);
  await worker.install(true);
  await worker.hear({ kind: 'keep' });
  const one = await shownAt(open(worker));
  if (one === undefined) throw new Error('Shell one is not shown.');
  await worker.hear({ kind: 'started', shell: one });
  at.host.asked = [];
  return { at, one };
}

describe('the first shell', () => {
  it('is installed at once, isolates what comes from the network, and is kept when the page has time', async () => {
    const at = realm();
    const worker = shell(at, ONE);
    await worker.install(true);
    expect(at.host.asked).toEqual([]);
    const page = await open(worker);
    expect(page?.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(await page?.text()).toBe(PAGE);

    await worker.hear({ kind: 'keep' });
    at.host.cut = true;
    const again = shell(at, ONE);
    expect(await shownAt(open(again, './?talk#now'))).toBeDefined();
    expect(await shownAt(open(again, 'index.html'))).toBeDefined();
    const script = await again.respond(asked('assets/main-1.js'));
    expect(await script?.text()).toBe('one');
    expect(script?.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  it('goes on where the network went away, and is not shown before it is whole', async () => {
    const at = realm();
    const { 'assets/runtime.wasm': _, ...most } = ONE;
    at.host.files = most;
    await shell(at, ONE).hear({ kind: 'keep' });
    at.host.asked = [];
    expect(await shownAt(open(shell(at, ONE)))).toBeUndefined();
    at.host.files = ONE;
    at.host.asked = [];
    await shell(at, ONE).hear({ kind: 'keep' });
    expect(at.host.asked).toEqual(['assets/runtime.wasm']);
    expect(await shownAt(open(shell(at, ONE)))).toBeDefined();
  });

  it('takes no file that is not of its build', async () => {
    const at = realm();
    at.host.files = { ...ONE, 'assets/main-1.js': '<html>Log in to the hotel</html>' };
    await shell(at, ONE).hear({ kind: 'keep' });
    expect(await shownAt(open(shell(at, ONE)))).toBeUndefined();
  });

  it('is fetched once, however many pages ask', async () => {
    const at = realm();
    const worker = shell(at, ONE);
    await Promise.all([worker.hear({ kind: 'keep' }), worker.hear({ kind: 'keep' })]);
    expect(at.host.asked.sort()).toEqual(Object.keys(ONE).sort());
  });
});

it('no host is told what another app shared with the page', async () => {
  const at = realm();
  const asked: string[] = [];
  const listening: Partial<ShellOptions> = {
    fetch: (request, init) => {
      asked.push(typeof request === 'string' ? request : request.url);
      return at.host.fetch(request, init);
    },
  };
  const page = await open(shell(at, ONE, listening), './?share-text=private');
  expect(await page?.text()).toBe(PAGE);
  expect(asked).toEqual([SCOPE]);
});

describe('what goes its usual way', () => {
  it.each([
    ['a model', asked('models/whisper/manifest.json')],
    ['the service worker', asked('sw.js')],
    ['another path of the host', asked('/elsewhere/index.html')],
    ['another host', asked('https://other.example/app/x')],
    ['a question to a server', asked('x', { method: 'POST' })],
    ['a part of a file', asked('benchmark/speech.wav', { headers: { range: 'bytes=0-1' } })],
  ])('%s', (_, request) => {
    expect(shell(realm(), ONE).respond(request)).toBeUndefined();
  });

  it('a page that is not the app, which is another file of it or nothing', async () => {
    const { at } = await withOne();
    const missing = await open(shell(at, ONE), 'nowhere');
    expect(missing?.status).toBe(404);
    expect(missing?.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  it('everything, where the caches cannot be read', async () => {
    const { at } = await withOne();
    at.caches.broken = true;
    expect(await (await open(shell(at, ONE)))?.text()).toBe(PAGE);
  });
});

describe('a newer shell', () => {
  it('is whole before it waits, of what differs alone', async () => {
    const { at, one } = await withOne();
    at.host.files = TWO;
    await shell(at, TWO).install(false);
    expect(at.host.asked.sort()).toEqual(['assets/main-2.js', 'index.html']);
    // The one in charge goes on as before.
    at.updating = true;
    const worker = shell(at, ONE);
    expect(await shownAt(open(worker))).toBe(one);
    await worker.hear({ kind: 'started', shell: one });
    expect(at.caches.stored.size).toBe(3);
    await worker.hear({ kind: 'take-over' });
    expect(at.tookOver).toBe(1);
  });

  it('is no shell at all when a file of it cannot be had', async () => {
    const { at, one } = await withOne();
    await expect(shell(at, TWO).install(false)).rejects.toThrow();
    expect(await shownAt(open(shell(at, ONE)))).toBe(one);
  });

  it('has the one before forgotten when its page lives, but not under another open page', async () => {
    const { at, one } = await withOne();
    at.host.files = TWO;
    const worker = shell(at, TWO);
    await worker.install(false);
    const two = await shownAt(open(worker));
    expect(two).not.toBe(one);
    at.pages = 2;
    expect(await worker.hear({ kind: 'started', shell: two })).toEqual({ kind: 'shell', takenBack: false });
    expect(await (await worker.respond(asked('assets/main-1.js')))?.text()).toBe('one');
    at.pages = 1;
    await worker.hear({ kind: 'started', shell: two });
    expect((await worker.respond(asked('assets/main-1.js')))?.status).toBe(404);
    expect(await shownAt(open(worker))).toBe(two);
  });

  it('is taken back when its page does not live, though the browser ends the service worker each time', async () => {
    const { at, one } = await withOne();
    at.host.files = TWO;
    await shell(at, TWO).install(false);
    at.host.cut = true;
    const shown: (string | undefined)[] = [];
    for (let time = 0; time < 4; time++) shown.push(await shownAt(open(shell(at, TWO))));
    expect(shown.map((name) => name === one)).toEqual([false, false, true, true]);
    expect(await (await shell(at, TWO).respond(asked('assets/main-1.js')))?.text()).toBe('one');
    const tell = () => shell(at, TWO).hear({ kind: 'started', shell: one });
    expect(await tell()).toEqual({ kind: 'shell', takenBack: true });
    expect(await tell()).toEqual({ kind: 'shell', takenBack: true });
    await shell(at, TWO).hear({ kind: 'noted' });
    expect(await tell()).toEqual({ kind: 'shell', takenBack: false });
    expect(await shownAt(open(shell(at, TWO)))).toBe(one);
  });
});

it('another copy of Sotto on the same host keeps its own shells', async () => {
  const { at } = await withOne();
  const other = await at.caches.open('sotto-shell /other/ abc');
  await other.put('https://example.org/other/index.html', new Response('other'));
  await shell(at, ONE).hear({ kind: 'started', shell: await shownAt(open(shell(at, ONE))) });
  expect(at.caches.stored.has('sotto-shell /other/ abc')).toBe(true);
});

describe('what only some need', () => {
  const ENGINE = { ...ONE, 'assets/engine-1.js': 'engine' };
  const list = () =>
    entriesOf(ENGINE).map((entry) =>
      entry.url === 'assets/engine-1.js' ? { ...entry, whenUsed: true as const } : entry,
    );

  it('is no part of a whole shell, and is kept from its first use on', async () => {
    const at = realm();
    at.host.files = ENGINE;
    const worker = shell(at, ENGINE, { entries: list() });
    await worker.install(true);
    await worker.hear({ kind: 'keep' });
    expect(at.host.asked).not.toContain('assets/engine-1.js');
    expect(await shownAt(open(worker))).toBeDefined();
    expect(await (await worker.respond(asked('assets/engine-1.js')))?.text()).toBe('engine');
    at.host.cut = true;
    const later = shell(at, ENGINE, { entries: list() });
    expect(await (await later.respond(asked('assets/engine-1.js')))?.text()).toBe('engine');
  });

  it('is served as the host has it where it is not what the build made, and not kept', async () => {
    const at = realm();
    at.host.files = { ...ENGINE, 'assets/engine-1.js': 'altered' };
    const worker = shell(at, ENGINE, { entries: list() });
    await worker.install(true);
    await worker.hear({ kind: 'keep' });
    expect(await (await worker.respond(asked('assets/engine-1.js')))?.text()).toBe('altered');
    at.host.cut = true;
    await expect(worker.respond(asked('assets/engine-1.js'))).rejects.toThrow();
  });
});
