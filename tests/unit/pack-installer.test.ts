import { describe, expect, it } from 'vitest';
import { ModelWorker } from '../../src/models/model-worker';
import { PackInstaller } from '../../src/models/pack-installer';
import type { InstallProgress, PackCalls } from '../../workers/protocol';
import { FakeWorker } from './model-fakes';
import { failureOf } from './pack-fakes';

const REQUEST = { packIds: ['ear'], baseUrl: '/models/' };
const ANSWER = { installed: [], fetchedBytes: 10 };
const progressOf = (loadedBytes: number): InstallProgress => ({
  packs: [{ packId: 'ear', loadedBytes }],
  loadedBytes,
  totalBytes: 10,
  fetchedBytes: loadedBytes,
});

function installerOf() {
  const workers: FakeWorker[] = [];
  const waits: { run: () => void; cancelled: boolean }[] = [];
  const worker = new ModelWorker<PackCalls>({
    name: 'pack',
    start: () => {
      const started = new FakeWorker();
      workers.push(started);
      return started;
    },
    onBroken: () => {},
  });
  const installer = new PackInstaller({
    worker,
    later: (run) => {
      const wait = { run, cancelled: false };
      waits.push(wait);
      return () => {
        wait.cancelled = true;
      };
    },
  });
  const pending = () => waits.filter(({ cancelled }) => !cancelled);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { installer, workers, pending, settle };
}

describe('PackInstaller', () => {
  it('waits as long as bytes are still to come', async () => {
    const { installer, workers, pending } = installerOf();
    const heard: number[] = [];
    const install = installer.call('install', REQUEST, { onProgress: ({ loadedBytes }) => heard.push(loadedBytes) });
    workers[0]?.progress(1, progressOf(4));
    expect(pending()).toEqual([]);
    workers[0]?.progress(1, progressOf(10));
    expect(pending()).toHaveLength(1);
    workers[0]?.answer(1, ANSWER);
    expect(await install).toEqual(ANSWER);
    expect(heard).toEqual([4, 10]);
    expect(pending()).toEqual([]);
    expect(workers).toHaveLength(1);
  });

  it('begins anew with another worker when nothing follows the last byte', async () => {
    const { installer, workers, pending, settle } = installerOf();
    const install = installer.call('install', REQUEST);
    workers[0]?.progress(1, progressOf(10));
    pending()[0]?.run();
    await settle();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(workers[1]?.sent).toMatchObject([{ key: 'install', request: REQUEST }]);
    workers[1]?.answer(1, ANSWER);
    expect(await install).toEqual(ANSWER);
  });

  it('tells the user after the third standstill, and can be called again', async () => {
    const { installer, workers, pending, settle } = installerOf();
    const failure = failureOf(installer.call('install', REQUEST));
    for (let i = 0; i < 3; i++) {
      workers[i]?.progress(1, progressOf(10));
      pending().at(-1)?.run();
      await settle();
    }
    expect((await failure).code).toBe('storage-unavailable');
    expect(workers).toHaveLength(3);
    const again = installer.call('inspect', { packIds: ['ear'] });
    workers[3]?.answer(1, { installed: [], missing: [], partial: [] });
    expect(await again).toEqual({ installed: [], missing: [], partial: [] });
  });

  it('gives other failures on at once', async () => {
    const { installer, workers } = installerOf();
    const failure = failureOf(installer.call('install', REQUEST));
    workers[0]?.fail(1, 'download-failed');
    expect((await failure).code).toBe('download-failed');
    expect(workers).toHaveLength(1);
  });
});
