import { afterEach, describe, expect, it } from 'vitest';
import { downloadHub } from '../../workers/pack/download-hub';
import { listPacks, removePack } from '../../workers/pack/stored-packs';
import { weighHub } from '../../workers/pack/weigh-hub';
import { hubFile, madeBytes, madeHub, sha256Of } from './hub-fakes';
import { failureOf } from './pack-fakes';

const LARGE = 'onnx/model.onnx';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const hub of open.splice(0)) await hub.close();
});
async function made(options?: Parameters<typeof madeHub>[0]) {
  const all = await madeHub(options);
  open.push(all.hub);
  return {
    ...all,
    download: () => downloadHub(all.model, all.tools, all.context),
    stored: (path: string) => all.disk.files.get(`models/made/${all.hub.commit()}/${path}`),
  };
}

describe('a download from a hub', () => {
  it('brings every file, proved by the hub’s own list, at the commit that a branch is', async () => {
    const { hub, disk, download, stored, reports } = await made();
    const { installed, hashes } = await download();
    expect(hashes).toBe('hub');
    expect(installed.version).toBe(hub.commit());
    expect(installed.files.map(({ path, sha256 }) => [path, sha256])).toEqual(
      [...hub.contents].map(([path, bytes]) => [path, sha256Of(bytes)]),
    );
    // Hashes: to compare so many bytes one by one takes seconds.
    for (const [path, bytes] of hub.contents) expect(sha256Of(stored(path) ?? Buffer.of())).toBe(sha256Of(bytes));
    expect(disk.paths().filter((path) => /partial|download\.json/.test(path))).toEqual([]);
    expect(disk.openWriters).toBe(0);
    expect(reports.at(-1)).toMatchObject({ loadedBytes: 700_014, totalBytes: 700_014, fetchedBytes: 700_014 });
    expect(reports.map(({ step }) => step)).toContain('fetching');
  });

  it('asks nothing of a hub for a model that is there at its commit, and proves it', async () => {
    const { hub, download, model, tools, context } = await made();
    await download();
    hub.requests.length = 0;
    const pinned = { ...model, revision: hub.commit() };
    expect((await downloadHub(pinned, tools, context)).hashes).toBe('hub');
    expect(hub.requests).toEqual([]);
  });

  it('repairs: just the file that is wrong on disk is fetched again', async () => {
    const { hub, download, stored, disk } = await made();
    await download();
    hub.requests.length = 0;
    stored(LARGE)?.fill(0, 5, 9);
    await download();
    expect(hub.sentBytes()).toBe(400_000);
    expect(sha256Of(disk.files.get(`models/made/${hub.commit()}/${LARGE}`) ?? Buffer.of())).toBe(
      sha256Of(hub.contents.get(LARGE) ?? Buffer.of()),
    );
  });

  it('adds a file that a newer catalogue names, and only that', async () => {
    const { hub, download, model } = await made();
    const all = model.files;
    model.files = all.slice(0, 2);
    await download();
    hub.requests.length = 0;
    model.files = all;
    expect((await download()).installed.files).toHaveLength(3);
    expect(hub.sentBytes()).toBe(300_000);
  });

  it('goes on by Range and If-Range where a cut stopped it, within one download', async () => {
    const { hub, download } = await made();
    hub.order(LARGE, { kind: 'cut', atBytes: 200_000 });
    await download();
    const [first, second] = hub.requests.filter(({ path, method }) => path === LARGE && method === 'GET');
    expect(first?.range).toBeUndefined();
    expect(second?.range).toBe('bytes=200000-');
    expect(second?.ifRange).toMatch(/^"[0-9a-f]{64}"$/);
    expect(hub.sentBytes(LARGE)).toBe(400_000);
  });

  it('goes on in the next download where the line broke three times', async () => {
    const { hub, download, reports } = await made();
    hub.order(LARGE, { kind: 'cut', atBytes: 200_000 }, ...Array(3).fill({ kind: 'status', status: 502 }));
    const error = await failureOf(download());
    expect(error.code).toBe('download-failed');
    expect(error.message).toContain(LARGE);
    hub.requests.length = 0;
    await download();
    expect(hub.sentBytes(LARGE)).toBe(200_000);
    expect(reports.at(-1)).toMatchObject({ loadedBytes: 700_014, totalBytes: 700_014 });
  });

  it('goes on where the host lets no page ask with If-Range', async () => {
    const { hub, download, tools } = await made();
    const { fetch } = tools;
    tools.fetch = async (url, init) => {
      if (new Headers(init.headers).has('If-Range')) throw new TypeError('Failed to fetch');
      return fetch(url, init);
    };
    hub.order(LARGE, { kind: 'cut', atBytes: 200_000 });
    await download();
    expect(hub.sentBytes(LARGE)).toBe(400_000);
  });

  it.each([
    ['another range than asked for', { kind: 'other-range' }],
    ['everything', { kind: 'whole' }],
  ] as const)('begins a file anew when the hub answers with %s', async (_, fault) => {
    const { hub, download, stored } = await made();
    hub.order(LARGE, { kind: 'cut', atBytes: 200_000 }, fault);
    await download();
    expect(sha256Of(stored(LARGE) ?? Buffer.of())).toBe(sha256Of(hub.contents.get(LARGE) ?? Buffer.of()));
  });

  it('asks for the rest of a range that was cut short', async () => {
    const { hub, download } = await made();
    hub.order(LARGE, { kind: 'cut', atBytes: 200_000 }, { kind: 'short-range', bytes: 50_000 });
    await download();
    expect(hub.requests.filter(({ path }) => path === LARGE).map(({ range }) => range)).toEqual([
      undefined,
      'bytes=200000-',
      'bytes=250000-',
    ]);
  });

  it('begins anew when the content changed between two tries, told by the ETag alone', async () => {
    const { hub, download, model } = await made({ listing: false, hashes: false });
    const path = 'config.json';
    hub.contents.set(path, madeBytes(50_000, 7));
    model.files = [hubFile(hub.fileUrl(path), path)];
    hub.order(path, { kind: 'cut', atBytes: 20_000 }, ...Array(3).fill({ kind: 'status', status: 500 }));
    // The version stays: nothing but the ETag can tell.
    model.files = model.files.map((file) => ({ ...file, url: file.url }));
    const before = hub.commit();
    await failureOf(download());
    const next = madeBytes(50_000, 8);
    hub.contents.set(path, next);
    hub.commitIs(before);
    const { installed, hashes } = await download();
    expect(hashes).toBe('first-seen');
    expect(installed.files[0]?.sha256).toBe(sha256Of(next));
  });

  it('takes a file that is wrong once past every cache, and none that is wrong twice; then nothing is poisoned', async () => {
    const { hub, download, disk } = await made();
    hub.order(LARGE, { kind: 'wrong-bytes' });
    await download();
    await removePack(disk, 'made');
    hub.order(LARGE, { kind: 'wrong-bytes' }, { kind: 'wrong-bytes' });
    const error = await failureOf(download());
    expect(error.code).toBe('download-failed');
    expect(error.message).toContain('damaged twice');
    expect(disk.paths().some((path) => path.includes(`${LARGE}.partial`))).toBe(false);
    await download();
  });

  it('trusts no other host’s ETag: without the hub’s list a forwarded file is kept as first seen', async () => {
    const { download } = await made({ listing: false });
    expect((await download()).hashes).toBe('first-seen');
  });

  it('takes the catalogue’s word before the hub’s', async () => {
    const { hub, model, download } = await made();
    model.files = [hubFile(hub.fileUrl(LARGE), LARGE, sha256Of(hub.contents.get(LARGE) ?? Buffer.of()), 400_000)];
    expect((await download()).hashes).toBe('catalogue');
    model.files = [hubFile(hub.fileUrl('onnx/model.onnx_data'), 'onnx/model.onnx_data', '0'.repeat(64), 300_000)];
    expect(
      (
        await failureOf(
          downloadHub({ ...model, id: 'other' }, (await made()).tools, {
            signal: new AbortController().signal,
            progress: () => {},
          }),
        )
      ).code,
    ).toBe('download-failed');
  });

  it('fails at once, and says which file the hub does not have', async () => {
    const { hub, model, download } = await made();
    model.files.push(hubFile(hub.fileUrl('none.bin'), 'none.bin'));
    const error = await failureOf(download());
    expect([error.code, error.message]).toEqual(['download-failed', expect.stringContaining('made/none.bin')]);
    expect(hub.requests.filter(({ path }) => path === 'none.bin')).toEqual([]);
  });

  it('waits as long as a busy hub asks', async () => {
    const { hub, download } = await made();
    hub.order(LARGE, ...Array(4).fill({ kind: 'status', status: 503, retryAfter: '0' }));
    await download();
    expect(hub.requests.filter(({ path }) => path === LARGE)).toHaveLength(5);
  });

  it('stops at once when it is aborted, also in a pause, and keeps what came', async () => {
    const { hub, download, controller, disk } = await made();
    hub.order(LARGE, { kind: 'cut', atBytes: 200_000 }, { kind: 'status', status: 503, retryAfter: '60' });
    const failure = failureOf(download());
    await expect.poll(() => hub.requests.filter(({ path }) => path === LARGE).length).toBe(2);
    controller.abort();
    expect((await failure).code).toBe('aborted');
    expect(disk.files.get(`models/made/${hub.commit()}/${LARGE}.partial`)?.byteLength).toBe(200_000);
    expect(disk.openWriters).toBe(0);
  });

  it('gives up a line on which nothing moves any more', async () => {
    const { hub, download, tools } = await made();
    tools.stallMs = 50;
    tools.retryDelaysMs = [];
    hub.order(LARGE, { kind: 'hold', atBytes: 1000 });
    const error = await failureOf(download());
    expect(error.message).toContain('nothing arrived for');
  });

  it('refuses before the first byte what does not fit, with both figures', async () => {
    const { hub, download, disk } = await made();
    disk.free = 300_000;
    const error = await failureOf(download());
    expect(error.code).toBe('storage-full');
    expect(error.message).toMatch(/needs 1 MB more.* has 0 MB free/);
    expect(hub.sentBytes()).toBe(0);
  });

  it('keeps what came when the disk is full', async () => {
    const { hub, download, disk } = await made();
    disk.capacityBytes = 350_000;
    expect((await failureOf(download())).code).toBe('storage-full');
    disk.capacityBytes = Number.POSITIVE_INFINITY;
    const before = hub.sentBytes();
    await download();
    expect(hub.sentBytes() - before).toBeLessThan(400_000);
  });

  it('says that the page’s own rules keep a host away', async () => {
    const { download, tools } = await made();
    tools.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    tools.isRefused = async () => true;
    expect((await failureOf(download())).code).toBe('host-not-allowed');
  });

  it.each(['../evil', '/etc/passwd', 'a/../b', 'manifest.json', 'x.partial'])(
    'refuses a file called %s',
    async (path) => {
      const { hub, model, download } = await made();
      model.files = [hubFile(hub.fileUrl('config.json'), path)];
      expect((await failureOf(download())).code).toBe('pack-invalid');
    },
  );
});

describe('a model of which one file lies on another host', () => {
  it('has the hub’s list for its own files, and the other host’s headers for the other one', async () => {
    const { hub, download, model, stored, tools, context } = await made();
    const library = madeBytes(50_000, 9);
    const { hub: other } = await made();
    // A revision of the same name and a file of the same name are still another repository's.
    const path = 'config.json';
    other.contents.set(path, library);
    model.files.push(hubFile(other.fileUrl(path), 'library.wasm'));
    expect((await weighHub(model, tools, context.signal)).totalBytes).toBe(750_014);
    const { installed, hashes } = await download();
    expect(installed.version).toBe(hub.commit());
    expect(hashes).toBe('hub');
    expect(hub.requests.filter(({ method }) => method === 'HEAD')).toEqual([]);
    expect(other.requests.map(({ method, path: asked }) => [method, asked])).toEqual([
      ['HEAD', path],
      ['HEAD', path],
      ['GET', path],
    ]);
    expect(sha256Of(stored('library.wasm') ?? Buffer.of())).toBe(sha256Of(library));
  });

  it('keeps what a plain host has as first seen, though its ETag looks like a hash', async () => {
    const { download, model, tools, stored } = await made();
    const library = madeBytes(50_000, 9);
    const { fetch } = tools;
    const url = 'https://files.test/library.wasm';
    tools.fetch = async (asked, init) => {
      if (asked !== url) return fetch(asked, init);
      const headers = { ETag: `"${'0'.repeat(64)}"`, 'Content-Length': String(library.length) };
      return new Response(init.method === 'HEAD' ? null : new Uint8Array(library), { headers });
    };
    model.files.push(hubFile(url, 'library.wasm'));
    expect((await download()).hashes).toBe('first-seen');
    expect(sha256Of(stored('library.wasm') ?? Buffer.of())).toBe(sha256Of(library));
  });
});

describe('a list of shards', () => {
  const list = {
    records: [
      { dataPath: 'params_0.bin', nbytes: 120_000 },
      { dataPath: 'params_1.bin', nbytes: 90_000 },
    ],
  };

  async function withShards(records: unknown = list) {
    const all = await made();
    all.hub.contents.set('ndarray-cache.json', Buffer.from(JSON.stringify(records)));
    all.hub.contents.set('params_0.bin', madeBytes(120_000, 3));
    all.hub.contents.set('params_1.bin', madeBytes(90_000, 4));
    all.model.files = [{ ...hubFile(all.hub.fileUrl('ndarray-cache.json'), 'ndarray-cache.json'), listsShards: true }];
    return all;
  }

  it('brings its shards along', async () => {
    const { download, model, tools, context } = await withShards();
    const { totalBytes, missingBytes } = await weighHub(model, tools, context.signal);
    const { installed } = await download();
    expect(installed.files.map(({ path }) => path)).toEqual(['ndarray-cache.json', 'params_0.bin', 'params_1.bin']);
    expect(totalBytes).toBe(installed.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    expect(missingBytes).toBe(totalBytes);
    expect((await weighHub(model, tools, context.signal)).missingBytes).toBe(0);
  });

  it('makes the total known of what is unfinished: before it is read, nobody knows the files', async () => {
    const { hub, disk, download } = await withShards();
    hub.order('ndarray-cache.json', { kind: 'cut', atBytes: 10 }, ...Array(3).fill({ kind: 'status', status: 502 }));
    await failureOf(download());
    expect((await listPacks(disk))[0]?.totalBytes).toBeUndefined();
    hub.order('params_0.bin', { kind: 'cut', atBytes: 10_000 }, ...Array(3).fill({ kind: 'status', status: 502 }));
    await failureOf(download());
    const listBytes = hub.contents.get('ndarray-cache.json')?.length ?? 0;
    expect((await listPacks(disk))[0]?.totalBytes).toBe(210_000 + listBytes);
  });

  it.each([[{ records: [{ dataPath: '../x', nbytes: 1 }] }], [{}], ['none']])(
    'is refused when it is %j',
    async (records) => {
      const { download } = await withShards(records);
      expect((await failureOf(download())).code).toBe('pack-invalid');
    },
  );
});

describe('what lies on the disk', () => {
  it('is weighed without a byte of it, listed whole and partial, and removed', async () => {
    const { hub, disk, download, model, tools, context } = await made();
    disk.free = 5e6;
    expect(await weighHub(model, tools, context.signal)).toEqual({
      totalBytes: 700_014,
      missingBytes: 700_014,
      freeBytes: 5e6,
    });
    expect(hub.sentBytes()).toBe(0);
    hub.order(LARGE, { kind: 'cut', atBytes: 200_000 }, ...Array(3).fill({ kind: 'status', status: 502 }));
    await failureOf(download());
    const [partial] = await listPacks(disk);
    expect(partial).toMatchObject({ packId: 'made', title: 'Made up', role: 'llm', installed: undefined });
    expect(partial?.totalBytes).toBe(700_014);
    expect(partial?.sizeBytes).toBeGreaterThan(200_000);
    expect((await weighHub(model, tools, context.signal)).missingBytes).toBeLessThanOrEqual(500_014);
    await download();
    const [whole] = await listPacks(disk);
    expect(whole).toMatchObject({ hashes: 'hub', installed: { id: 'made' } });
    expect(await removePack(disk, 'made')).toEqual({ freedBytes: whole?.sizeBytes });
    expect(disk.paths()).toEqual([]);
    expect(await removePack(disk, 'made')).toEqual({ freedBytes: 0 });
  });
});
