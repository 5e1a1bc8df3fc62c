/** The pack worker by itself, for tests of downloads from a hub: real worker, real file storage, no page around it. */
import PackWorker from '../../workers/pack/pack.worker?worker';
import type { DownloadProgress, HubModel, PackCalls, RealmReport } from '../../workers/protocol';
import { connect, toSottoError } from '../../workers/rpc';
import { trustOwnScriptUrls } from '../../workers/trusted-script-urls';

trustOwnScriptUrls();
const reports: RealmReport[] = [];
const packs = connect<PackCalls>(new PackWorker(), undefined, (report) => void reports.push(report));
let controller = new AbortController();
let exported: File | undefined;

/** An answer, or how it failed: errors lose their code on the way to the test. */
type Outcome<T> = { answer: T } | { code: string; message: string };
async function outcome<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await work };
  } catch (error) {
    const { code, message } = toSottoError(error);
    return { code, message };
  }
}

/** SHA-256 of a file of the origin-private file system. */
async function hashOf(path: string): Promise<string> {
  const names = path.split('/');
  let folder = await navigator.storage.getDirectory();
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  const file = await (await folder.getFileHandle(names.at(-1) ?? '')).getFile();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const downloads = {
  progress: [] as DownloadProgress[],
  reports,
  download(model: HubModel) {
    controller = new AbortController();
    downloads.progress = [];
    const onProgress = (progress: DownloadProgress) => void downloads.progress.push(progress);
    return outcome(packs.call('download', { model }, { signal: controller.signal, onProgress }));
  },
  cancel: () => controller.abort(),
  weigh: (model: HubModel) => outcome(packs.call('weigh', { model })),
  list: async () => (await packs.call('list', null)).packs,
  remove: (packId: string) => packs.call('remove', { packId }),
  async exportModel(packId: string) {
    exported = (await packs.call('exportModel', { packId })).file;
    return { name: exported.name, size: exported.size };
  },
  /** Brings in what was exported last, `changed` in its middle. */
  importModel(changed = false) {
    if (!exported) throw new Error('nothing was exported');
    const middle = Math.floor(exported.size / 2);
    const file = changed
      ? new File([exported.slice(0, middle), new Uint8Array(64), exported.slice(middle + 64)], 'x.sotto-model')
      : exported;
    return outcome(
      packs.call('importModel', { file, starterIds: [], baseUrl: new URL('models/', location.href).href }),
    );
  },
  hashOf,
  usage: async () => (await navigator.storage.estimate()).usage ?? 0,
};

declare global {
  interface Window {
    downloads: typeof downloads;
  }
}
window.downloads = downloads;
