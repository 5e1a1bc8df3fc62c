import { beforeEach, describe, expect, it } from 'vitest';
import { CATALOG } from '../../src/models/catalog';
import { Library } from '../../src/models/library';
import { etaSeconds } from '../../src/models/library-state';
import type { InstalledPack, PackCalls, StoredPack } from '../../workers/protocol';
import { abortedError, type CallOptions, SottoError } from '../../workers/rpc';

const BASE = 'whisper-base';
const SMALL = 'whisper-small';

/** A call that the test answers. */
interface Held {
  key: keyof PackCalls;
  request: unknown;
  progress: (progress: never) => void;
  answer: (answer: unknown) => void;
  fail: (error: Error) => void;
}

/** The pack worker's side, with a disk of names and sizes. */
class FakePackWorker {
  readonly calls: Held[] = [];
  packs: StoredPack[] = [];

  async call<K extends keyof PackCalls>(
    key: K,
    request: PackCalls[K]['request'],
    options: CallOptions<PackCalls[K]['progress']> = {},
  ): Promise<PackCalls[K]['answer']> {
    if (key === 'list') return { packs: structuredClone(this.packs) };
    return new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(abortedError()));
      this.calls.push({
        key,
        request,
        progress: (progress) => options.onProgress?.(progress),
        answer: (answer) => resolve(answer as PackCalls[K]['answer']),
        fail: reject,
      });
    });
  }

  latest(key: keyof PackCalls): Held {
    const held = this.calls.filter((call) => call.key === key).at(-1);
    if (!held) throw new Error(`Nobody called ${key}.`);
    return held;
  }

  put(packId: string, sizeBytes: number, whole = true): void {
    const files = [{ path: 'a', sizeBytes, sha256: '0'.repeat(64) }];
    const installed: InstalledPack = { id: packId, role: 'stt', version: '1', directory: [], files };
    this.packs = this.packs.filter((pack) => pack.packId !== packId);
    this.packs.push({
      packId,
      role: 'stt',
      title: packId,
      installed: whole ? installed : undefined,
      hashes: whole ? 'hub' : undefined,
      sizeBytes,
    });
  }
}

let worker: FakePackWorker;
let device: { allowed: Set<string>; metered: boolean; wishes: readonly string[]; persisted: number; hubUrl: string };
let library: Library;
let changes: number;
let stored: number;

function newLibrary(): Library {
  return new Library({
    packs: worker,
    catalog: CATALOG,
    baseUrl: 'https://sotto.example/models/',
    places: () => ({ hubUrl: device.hubUrl, webLlmLibrariesUrl: undefined }),
    isAllowed: (origin) => device.allowed.has(origin),
    isMetered: () => device.metered,
    persist: async () => {
      device.persisted++;
      return true;
    },
    wishes: {
      get: () => device.wishes,
      set: (ids) => {
        device.wishes = ids;
      },
    },
    onChange: () => changes++,
    onStored: () => stored++,
  });
}

/** Until everything that needs no answer has happened. */
const settled = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

beforeEach(() => {
  worker = new FakePackWorker();
  const hubUrl = 'http://127.0.0.1:9';
  device = { allowed: new Set([hubUrl]), metered: false, wishes: [], persisted: 0, hubUrl };
  changes = stored = 0;
  library = newLibrary();
});

describe('the library', () => {
  it('tells of each model how it stands with the disk', async () => {
    worker.put('whisper-tiny.en', 40);
    worker.put(BASE, 30, false);
    await library.start();
    expect(library.stateOf('whisper-tiny.en')).toEqual({ kind: 'installed', sizeBytes: 40, hashes: 'hub' });
    expect(library.stateOf(BASE)).toEqual({ kind: 'paused', loadedBytes: 30 });
    expect(library.stateOf(SMALL)).toEqual({ kind: 'absent' });
    expect(library.stateOf('chime')).toEqual({ kind: 'built-in' });
  });

  it('fetches a model with its progress, and asks once that it be kept', async () => {
    await library.start();
    library.get(BASE);
    expect(library.stateOf(BASE)).toMatchObject({ kind: 'downloading', step: 'asking', loadedBytes: 0 });
    const held = worker.latest('download');
    expect(held.request).toMatchObject({ model: { id: BASE, files: expect.any(Array) } });
    held.progress({ step: 'fetching', loadedBytes: 25, totalBytes: 100, bytesPerSecond: 15 } as never);
    expect(library.stateOf(BASE)).toMatchObject({ loadedBytes: 25, etaS: 5 });
    expect(library.totalOf(BASE)).toBe(100);
    // Pressed again, it is not begun again.
    library.get(BASE);
    worker.put(BASE, 100);
    held.answer({});
    await settled();
    expect(library.stateOf(BASE)).toMatchObject({ kind: 'installed', sizeBytes: 100 });
    expect(library.notice).toMatchObject({ kind: 'installed', title: 'Whisper base, multilingual' });
    expect(worker.calls).toHaveLength(1);
    expect(stored).toBe(1);
    library.get(SMALL);
    expect(device.persisted).toBe(1);
    expect(library.persisted).toBe(true);
  });

  it('fetches one after the other, and the next one although the first failed', async () => {
    await library.start();
    library.get(BASE);
    library.get(SMALL);
    expect(library.stateOf(SMALL)).toEqual({ kind: 'queued', loadedBytes: 0 });
    worker.put(BASE, 7, false);
    worker.latest('download').fail(new SottoError('download-failed', 'cut'));
    await settled();
    expect(library.stateOf(BASE)).toEqual({ kind: 'failed', code: 'download-failed', message: 'cut', loadedBytes: 7 });
    expect(library.stateOf(SMALL).kind).toBe('downloading');
    expect(worker.latest('download').request).toMatchObject({ model: { id: SMALL } });
  });

  it('pauses, keeps what came, and goes on', async () => {
    await library.start();
    library.get(BASE);
    worker.put(BASE, 43, false);
    await library.pause(BASE);
    expect(library.stateOf(BASE)).toEqual({ kind: 'paused', loadedBytes: 43 });
    library.get(BASE);
    expect(library.stateOf(BASE)).toMatchObject({ kind: 'downloading', loadedBytes: 43 });
  });

  it('takes what only waits out of the queue', async () => {
    await library.start();
    library.get(BASE);
    library.get(SMALL);
    await library.pause(SMALL);
    expect(library.stateOf(SMALL)).toEqual({ kind: 'absent' });
    worker.latest('download').answer({});
    await settled();
    expect(worker.calls).toHaveLength(1);
  });

  it('throws away what came when a download is cancelled', async () => {
    await library.start();
    library.get(BASE);
    worker.put(BASE, 43, false);
    const cancelled = library.cancel(BASE);
    await settled();
    expect(library.stateOf(BASE)).toEqual({ kind: 'removing' });
    worker.packs = [];
    worker.latest('remove').answer({ freedBytes: 43 });
    await cancelled;
    expect(library.stateOf(BASE)).toEqual({ kind: 'absent' });
    expect(library.notice).toMatchObject({ kind: 'removed', freedBytes: 43 });
  });

  it('tells why a removal failed, and what is there all the same', async () => {
    worker.put(BASE, 100);
    await library.start();
    const removed = library.remove(BASE);
    worker.latest('remove').fail(new SottoError('storage-unavailable', 'locked'));
    await removed;
    expect(library.stateOf(BASE).kind).toBe('installed');
    expect(library.notice).toMatchObject({ kind: 'failed', code: 'storage-unavailable' });
  });

  it('asks before it reaches a host, and goes on by itself after the reload that takes', async () => {
    device.allowed.clear();
    await library.start();
    library.get(BASE);
    expect(library.stateOf(BASE)).toEqual({ kind: 'needs-permission', origins: [device.hubUrl] });
    expect(worker.calls).toEqual([]);
    expect(device.wishes).toEqual([BASE]);
    device.allowed.add(device.hubUrl);
    library = newLibrary();
    await library.start();
    expect(library.stateOf(BASE).kind).toBe('downloading');
    expect(device.wishes).toEqual([]);
  });

  it('forgets a wish that the user took back', async () => {
    device.allowed.clear();
    library.get(BASE);
    library.dismiss(BASE);
    expect(device.wishes).toEqual([]);
    expect(library.stateOf(BASE)).toEqual({ kind: 'absent' });
  });

  it('asks before a connection that may cost money, with what it would take', async () => {
    device.metered = true;
    await library.start();
    library.get(BASE);
    expect(library.stateOf(BASE)).toEqual({ kind: 'asks-metered', missingBytes: undefined });
    worker.latest('weigh').answer({ totalBytes: 100, missingBytes: 60, freeBytes: 1 });
    await settled();
    expect(library.stateOf(BASE)).toEqual({ kind: 'asks-metered', missingBytes: 60 });
    library.confirmMetered(BASE);
    expect(library.stateOf(BASE).kind).toBe('downloading');
  });

  it('fetches the app’s own packs from the app, without any permission', async () => {
    device.allowed.clear();
    await library.start();
    library.get('flite');
    expect(worker.latest('install').request).toEqual({
      packIds: ['flite'],
      baseUrl: 'https://sotto.example/models/',
    });
  });

  it('proves a model that is here, and fetches again what is wrong', async () => {
    worker.put(BASE, 100);
    await library.start();
    library.check(BASE);
    expect(library.stateOf(BASE)).toMatchObject({ kind: 'downloading', loadedBytes: 100 });
    expect(worker.latest('download').request).toMatchObject({ model: { id: BASE } });
    worker.latest('download').answer({});
    await settled();
    expect(library.stateOf(BASE).kind).toBe('installed');
    expect(library.notice).toMatchObject({ kind: 'checked' });
    expect(stored).toBe(1);
    // What is fetched anew later was not checked.
    worker.packs = [];
    await library.refresh();
    library.check(BASE);
    expect(library.stateOf(BASE)).toEqual({ kind: 'absent' });
    library.get(BASE);
    worker.latest('download').answer({});
    await settled();
    expect(library.notice).toMatchObject({ kind: 'installed' });
  });

  it('proves a model of the app’s own, without a permission', async () => {
    device.allowed.clear();
    worker.put('flite', 100);
    await library.start();
    library.check('flite');
    expect(library.stateOf('flite')).toMatchObject({ kind: 'downloading', step: 'verifying' });
    expect(worker.latest('repair').request).toEqual({
      packId: 'flite',
      baseUrl: 'https://sotto.example/models/',
    });
  });

  it('leaves a model that is here alone when its check is cancelled, or cannot be done', async () => {
    worker.put(BASE, 100);
    await library.start();
    library.check(BASE);
    await library.cancel(BASE);
    expect(library.stateOf(BASE).kind).toBe('installed');
    library.check(BASE);
    worker.latest('download').fail(new SottoError('download-failed', 'no network'));
    await settled();
    expect(library.stateOf(BASE).kind).toBe('installed');
    expect(library.notice).toMatchObject({ kind: 'failed', code: 'download-failed' });
    expect(worker.calls.map(({ key }) => key)).toEqual(['download', 'download']);
  });

  it('tells of a file that was found wrong and could not be had again as of any download', async () => {
    worker.put(BASE, 100);
    await library.start();
    library.check(BASE);
    worker.put(BASE, 60, false);
    worker.latest('download').fail(new SottoError('download-failed', 'no network'));
    await settled();
    expect(library.stateOf(BASE)).toMatchObject({ kind: 'failed', loadedBytes: 60 });
  });

  it('asks before a check reaches a host, and takes no for an answer', async () => {
    device.allowed.clear();
    worker.put(BASE, 100);
    await library.start();
    library.check(BASE);
    expect(library.stateOf(BASE).kind).toBe('needs-permission');
    library.dismiss(BASE);
    expect(library.stateOf(BASE).kind).toBe('installed');
    expect(worker.calls).toEqual([]);
  });

  it('says that a model of WebLLM wants an address for its library', () => {
    library.get('Llama-3.2-1B-Instruct-q4f32_1-MLC');
    expect(library.stateOf('Llama-3.2-1B-Instruct-q4f32_1-MLC')).toEqual({ kind: 'needs-library' });
  });

  it('exports, and imports what another device exported', async () => {
    worker.put(BASE, 100);
    await library.start();
    const file = new File(['x'], 'whisper-base.sotto-model');
    const exported = library.exportModel(BASE);
    worker.latest('exportModel').progress({ doneBytes: 5, totalBytes: 100 } as never);
    expect(library.stateOf(BASE)).toEqual({ kind: 'exporting', doneBytes: 5, totalBytes: 100 });
    worker.latest('exportModel').answer({ file });
    expect(await exported).toBe(file);
    expect(library.stateOf(BASE).kind).toBe('installed');

    const imported = library.importModel(file);
    expect(library.importing).toEqual({ doneBytes: 0, totalBytes: 1 });
    worker.latest('importModel').answer({ installed: worker.packs[0]?.installed, hashes: 'first-seen' });
    await imported;
    expect(library.notice).toMatchObject({ kind: 'imported', hashes: 'first-seen' });
    expect(library.importing).toBeUndefined();
  });

  it('names a file that was none, and can import the next one', async () => {
    const imported = library.importModel(new File(['x'], 'holiday.jpg'));
    worker.latest('importModel').fail(new SottoError('file-invalid', 'no model'));
    await imported;
    expect(library.notice).toEqual({ kind: 'failed', title: 'holiday.jpg', code: 'file-invalid', message: 'no model' });
    void library.importModel(new File(['x'], 'b'));
    expect(worker.calls.filter(({ key }) => key === 'importModel')).toHaveLength(2);
  });
});

it('the time left is told when it can be', () => {
  expect(etaSeconds(25, 100, 15)).toBe(5);
  expect(etaSeconds(25, undefined, 15)).toBeUndefined();
  expect(etaSeconds(25, 100, 0)).toBeUndefined();
  expect(etaSeconds(100, 100, 3)).toBe(0);
});
