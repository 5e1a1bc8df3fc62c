import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STARTER_PACK } from '../../src/models/catalog';
import { type LoadItem, ModelLoader } from '../../src/models/model-loader';
import { ModelWorker } from '../../src/models/model-worker';
import { SottoError } from '../../workers/rpc';
import { FakePacks, FakeTarget, FakeWorker, installedOf, LOADED, modelOf, stepsOf } from './model-fakes';
import { failureOf } from './pack-fakes';

interface TestCalls {
  load: { request: null; progress: never; answer: string };
  work: { request: number; progress: never; answer: number };
}

function workerOf() {
  const workers: FakeWorker[] = [];
  const broken: SottoError[] = [];
  const events: string[] = [];
  const model = new ModelWorker<TestCalls, string>({
    name: 'ear',
    start: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onEvent: (event) => events.push(event),
    onBroken: (error) => broken.push(error),
  });
  const latest = () => {
    const worker = workers.at(-1);
    if (!worker) throw new Error('No worker was started.');
    return worker;
  };
  return { model, workers, broken, events, latest };
}

describe('a model in its worker', () => {
  it('answers calls', async () => {
    const { model, latest } = workerOf();
    const call = model.call('work', 7);
    expect(latest().sent).toMatchObject([{ kind: 'call', key: 'work', request: 7 }]);
    latest().answer(1, 14);
    expect(await call).toBe(14);
  });

  it.each(['out-of-memory', 'inference-failed', 'model-load-failed', 'internal'] as const)(
    'is restarted after %s, and the failure is thrown all the same',
    async (code) => {
      const { model, workers, broken, latest } = workerOf();
      const failure = failureOf(model.call('work', 1));
      latest().fail(1, code);
      expect((await failure).code).toBe(code);
      expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
      expect(broken.map((error) => error.code)).toEqual([code]);
      const call = model.call('work', 2);
      latest().answer(1, 4);
      expect(await call).toBe(4);
    },
  );

  it.each(['aborted', 'model-missing', 'model-corrupt'] as const)('is kept after %s', async (code) => {
    const { model, workers, broken, latest } = workerOf();
    const failure = failureOf(model.call('work', 1));
    latest().fail(1, code);
    expect((await failure).code).toBe(code);
    expect(workers).toHaveLength(1);
    expect(broken).toEqual([]);
  });

  it('is restarted once when several calls fail for one reason', async () => {
    const { model, workers, broken, latest } = workerOf();
    const failures = [1, 2, 3].map((n) => failureOf(model.call('work', n)));
    latest().fail(2, 'out-of-memory');
    const codes = (await Promise.all(failures)).map(({ code }) => code);
    expect(codes).toEqual(['out-of-memory', 'out-of-memory', 'out-of-memory']);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    expect(broken).toHaveLength(1);
  });

  it('that crashes fails its calls, is replaced and says so', async () => {
    const { model, workers, broken, latest } = workerOf();
    const failure = failureOf(model.call('work', 1));
    const event = latest().crash('unreachable');
    expect(event.defaultPrevented).toBe(true);
    expect((await failure).message).toContain('unreachable');
    expect(broken.map(({ code }) => code)).toEqual(['worker-crashed']);
    const again = model.call('work', 1);
    expect(workers).toHaveLength(2);
    latest().answer(1, 2);
    expect(await again).toBe(2);
  });

  it('that cannot start is not started in a circle', async () => {
    const { model, workers, latest } = workerOf();
    const failure = failureOf(model.call('work', 1));
    latest().crash('404');
    expect((await failure).code).toBe('worker-crashed');
    expect(workers).toHaveLength(1);
  });

  it('hears no more of a worker that was ended', async () => {
    const { model, workers, broken, events, latest } = workerOf();
    const failure = failureOf(model.call('work', 1));
    const [old] = workers;
    model.restart();
    void failureOf(model.call('work', 1));
    expect((await failure).code).toBe('worker-crashed');
    old?.emit('late');
    old?.crash('late');
    old?.answer(1, 5);
    expect(broken).toEqual([]);
    expect(workers).toHaveLength(2);
    latest().emit('now');
    expect(events).toEqual(['now']);
  });

  it('restarted on purpose is not broken', () => {
    const { model, broken, workers } = workerOf();
    void failureOf(model.call('work', 1));
    model.restart();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    expect(broken).toEqual([]);
  });
});

function loaderOf() {
  const packs = new FakePacks();
  const [ear, voice] = [new FakeTarget(modelOf('ear', 100)), new FakeTarget(modelOf('voice', 50))];
  const changes: LoadItem[][] = [];
  const network: boolean[] = [];
  const loader = new ModelLoader({
    packs,
    targets: [ear, voice],
    baseUrl: 'https://sotto.test/models/',
    onChange: (items, fromNetwork) => {
      changes.push(items);
      network.push(fromNetwork);
    },
  });
  return { packs, ear, voice, loader, changes, network };
}

describe('the model loader', () => {
  it('starts with everything waiting', () => {
    expect(loaderOf().loader.items).toEqual([
      { packId: 'ear', role: 'stt', title: 'EAR', sizeBytes: 100, loadedBytes: 0, step: 'waiting' },
      { packId: 'voice', role: 'stt', title: 'VOICE', sizeBytes: 50, loadedBytes: 0, step: 'waiting' },
    ]);
  });

  it.each([
    ['nothing is there', [], ['ear', 'voice'], 0, { complete: false, resumable: false }],
    ['a part of a file is there', [], ['ear', 'voice'], 10, { complete: false, resumable: true }],
    ['one of two is there', ['ear'], ['voice'], 0, { complete: false, resumable: true }],
    ['everything is there', ['ear', 'voice'], [], 0, { complete: true, resumable: true }],
  ] as const)('sees on the disk that %s', async (_, installed, missing, partialBytes, found) => {
    const { packs, loader } = loaderOf();
    const partial = partialBytes ? [{ packId: 'ear', loadedBytes: partialBytes }] : [];
    Object.assign(packs, { installed: installed.map((id) => installedOf(id)), missing: [...missing], partial });
    expect(await loader.inspect()).toEqual(found);
    expect(loader.items.map(({ loadedBytes, sizeBytes }) => loadedBytes === sizeBytes)).toEqual(
      ['ear', 'voice'].map((id) => installed.some((name) => name === id)),
    );
    expect(packs.calls.map(({ key }) => key)).toEqual(['inspect']);
  });

  it('loads what is installed without asking the network', async () => {
    const { packs, loader, changes, network, ear } = loaderOf();
    packs.installed = [installedOf('ear'), installedOf('voice')];
    await loader.inspect();
    expect(await Promise.all([loader.loadOne('ear'), loader.loadOne('voice')])).toEqual([LOADED, LOADED]);
    expect(packs.calls.map(({ key }) => key)).toEqual(['inspect']);
    expect(stepsOf(changes, 'ear')).toEqual(['reading', 'creating', 'warming-up', 'ready']);
    expect(loader.items.map(({ step }) => step)).toEqual(['ready', 'ready']);
    expect(new Set(network)).toEqual(new Set([false]));
    expect([loader.fetchedBytes, ear.restarts]).toEqual([0, 0]);
  });

  it('installs what is missing, with its signal, and says that it comes over the network', async () => {
    const { packs, loader, changes, network } = loaderOf();
    packs.missing = ['ear', 'voice'];
    packs.progress = [
      { packs: [{ packId: 'ear', loadedBytes: 40 }], loadedBytes: 40, totalBytes: 150, fetchedBytes: 40 },
    ];
    const { signal } = new AbortController();
    await loader.install(signal);
    expect(packs.calls[0]).toMatchObject({
      key: 'install',
      request: { packIds: ['ear', 'voice'], baseUrl: 'https://sotto.test/models/' },
    });
    expect(packs.calls[0]?.signal).toBe(signal);
    expect(changes[0]?.[0]).toMatchObject({ step: 'downloading', loadedBytes: 40 });
    expect(network).toEqual([true]);
    expect(loader.fetchedBytes).toBe(40);
    await Promise.all([loader.loadOne('ear'), loader.loadOne('voice')]);
    expect(loader.items.every(({ loadedBytes, sizeBytes }) => loadedBytes === sizeBytes)).toBe(true);
  });

  it('shows each row its own bytes, though progress is of all packs', async () => {
    const { packs, loader } = loaderOf();
    packs.progress = [
      {
        packs: [
          { packId: 'ear', loadedBytes: 70 },
          { packId: 'voice', loadedBytes: 50 },
        ],
        loadedBytes: 120,
        totalBytes: 150,
        fetchedBytes: 120,
      },
    ];
    packs.installed = [];
    await loader.install(new AbortController().signal);
    expect(loader.items.map(({ loadedBytes }) => loadedBytes)).toEqual([70, 50]);
    expect(loader.fetchedBytes).toBe(120);
  });

  it.each(['model-corrupt', 'model-missing'] as const)('repairs a pack once after %s', async (code) => {
    const { packs, loader, ear, voice, changes } = loaderOf();
    packs.installed = [installedOf('ear'), installedOf('voice')];
    await loader.inspect();
    ear.failures = [new SottoError(code, 'bad')];
    await Promise.all([loader.loadOne('ear'), loader.loadOne('voice')]);
    expect(ear.restarts).toBe(1);
    expect(ear.loads.map((pack) => pack?.version)).toEqual(['1', 'repaired']);
    expect(packs.calls.map(({ key, request }) => [key, request])).toContainEqual([
      'repair',
      { packId: 'ear', baseUrl: 'https://sotto.test/models/' },
    ]);
    expect([voice.restarts, voice.loads.length]).toEqual([0, 1]);
    expect(stepsOf(changes, 'ear').at(-1)).toBe('ready');
  });

  it('does not repair twice in a row', async () => {
    const { packs, loader, ear } = loaderOf();
    packs.installed = [installedOf('ear'), installedOf('voice')];
    await loader.inspect();
    ear.failures = [new SottoError('model-corrupt', 'first'), new SottoError('model-corrupt', 'second')];
    expect((await failureOf(loader.loadOne('ear'))).message).toBe('second');
    expect(packs.calls.filter(({ key }) => key === 'repair')).toHaveLength(1);
  });

  it('loads a repaired pack again as it was repaired', async () => {
    const { packs, loader, ear } = loaderOf();
    packs.installed = [installedOf('ear'), installedOf('voice')];
    await loader.inspect();
    ear.failures = [new SottoError('model-corrupt', 'first')];
    await loader.loadOne('ear');
    await loader.loadOne('ear');
    expect(ear.loads.map((pack) => pack?.version)).toEqual(['1', 'repaired', 'repaired']);
  });

  it('does not repair what a repair would not mend', async () => {
    const { packs, loader, ear } = loaderOf();
    packs.installed = [installedOf('ear'), installedOf('voice')];
    await loader.inspect();
    ear.failures = [new SottoError('out-of-memory', 'full')];
    expect((await failureOf(loader.loadOne('ear'))).code).toBe('out-of-memory');
    expect(packs.calls.map(({ key }) => key)).toEqual(['inspect']);
  });

  it('says which pack is not installed', async () => {
    const { loader } = loaderOf();
    const error = await failureOf(loader.loadOne('voice'));
    expect([error.code, error.message]).toEqual(['model-missing', expect.stringContaining('voice')]);
    expect((await failureOf(loader.loadOne('nobody'))).code).toBe('model-missing');
  });

  it('loads what the browser brings without a pack, and asks the disk for none', async () => {
    const { packs, loader, voice, network } = loaderOf();
    voice.model = modelOf('chime', 0, 'built-in');
    packs.installed = [installedOf('ear')];
    expect(await loader.inspect()).toEqual({ complete: true, resumable: true });
    expect(packs.calls[0]?.request).toEqual({ packIds: ['ear'] });
    expect(await loader.loadOne('chime')).toEqual(LOADED);
    expect(voice.loads).toEqual([undefined]);
    expect(network).not.toContain(true);
    expect(loader.items.map(({ packId, step }) => [packId, step])).toEqual([
      ['ear', 'waiting'],
      ['chime', 'ready'],
    ]);
  });

  it('never fetches from a hub unasked: neither what is missing nor what is damaged', async () => {
    const { packs, loader, ear } = loaderOf();
    ear.model = modelOf('big-ear', undefined, 'hub');
    packs.installed = [installedOf('big-ear'), installedOf('voice')];
    await loader.inspect();
    await loader.install(new AbortController().signal);
    expect(packs.calls.at(-1)).toMatchObject({ key: 'install', request: { packIds: ['voice'] } });
    ear.failures = [new SottoError('model-corrupt', 'bad')];
    expect((await failureOf(loader.loadOne('big-ear'))).code).toBe('model-corrupt');
    expect(packs.calls.map(({ key }) => key)).not.toContain('repair');
  });

  it('hands out copies of its rows', () => {
    const { loader } = loaderOf();
    const [row] = loader.items;
    if (row) row.loadedBytes = 99;
    expect(loader.items[0]?.loadedBytes).toBe(0);
  });
});

describe('the catalog', () => {
  it.each(STARTER_PACK.map((entry) => [entry.id, entry] as const))('says of %s what its manifest says', (id, entry) => {
    const path = new URL(`../../public/models/${id}/manifest.json`, import.meta.url);
    const manifest: { id: string; role: string; files: { sizeBytes: number }[] } = JSON.parse(
      readFileSync(path, 'utf8'),
    );
    expect([manifest.id, manifest.role]).toEqual([entry.id, entry.role]);
    expect(manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(entry.sizeBytes);
  });

  it('has each part of a conversation once', () => {
    expect(STARTER_PACK.map(({ role }) => role).sort()).toEqual(['llm', 'stt', 'tts', 'vad']);
  });
});
