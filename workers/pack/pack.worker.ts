/** The one writer of model files: an adapter between the page's calls and the modules beside it. */
import { reportMeasures } from '../measures';
import type { PackCalls } from '../protocol';
import { serve, throwIfAborted } from '../rpc';
import { watchRefusals } from './csp-refusals';
import { downloadHub } from './download-hub';
import { exportPack } from './export-pack';
import type { HubTools } from './hub-request';
import { importPack } from './import-pack';
import { inspectPacks } from './inspect-packs';
import { type InstallTools, installPacks } from './install-packs';
import { openOpfsDisk } from './opfs-disk';
import type { PackDisk } from './pack-disk';
import { servedPacks } from './pack-source';
import { repairPack } from './repair-pack';
import { listPacks, removePack } from './stored-packs';
import { timeInstall } from './time-install';
import { weighHub } from './weigh-hub';

declare const self: DedicatedWorkerGlobalScope;

const fetchHere = (url: string, init: RequestInit) => fetch(url, init);

const isRefused = watchRefusals(self);

/**
 * Opens the storage, then works alone on it: two tabs must not write one file. The second waits for its turn, and then
 * finds the work done.
 */
async function alone<T>(signal: AbortSignal, work: (disk: PackDisk) => Promise<T>): Promise<T> {
  // Storage first: where it is missing (an insecure context), locks are missing too, and storage says why.
  const disk = await openOpfsDisk();
  try {
    return await navigator.locks.request('sotto-packs', { signal }, () => work(disk));
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
}

const installTools = (disk: PackDisk, baseUrl: string): InstallTools => ({
  disk,
  source: servedPacks(baseUrl, fetchHere),
  fetch: fetchHere,
});
const hubTools = (disk: PackDisk): HubTools => ({ disk, fetch: fetchHere, isRefused });

reportMeasures('pack', self);
serve<PackCalls>(self, {
  inspect: async ({ packIds }) => inspectPacks(await openOpfsDisk(), packIds),
  install: ({ packIds, baseUrl }, context) =>
    alone(context.signal, (disk) => installPacks(packIds, installTools(disk, baseUrl), context)),
  time: ({ packId, baseUrl }, context) =>
    alone(context.signal, (disk) => timeInstall(packId, installTools(disk, baseUrl), context)),
  repair: ({ packId, baseUrl }, context) =>
    alone(context.signal, (disk) => repairPack(packId, installTools(disk, baseUrl), context)),
  list: async () => ({ packs: await listPacks(await openOpfsDisk()) }),
  weigh: async ({ model }, { signal }) => weighHub(model, hubTools(await openOpfsDisk()), signal),
  download: ({ model }, context) => alone(context.signal, (disk) => downloadHub(model, hubTools(disk), context)),
  remove: ({ packId }, { signal }) => alone(signal, (disk) => removePack(disk, packId)),
  exportModel: ({ packId }, context) => alone(context.signal, (disk) => exportPack(disk, packId, context)),
  importModel: ({ file, starterIds, baseUrl }, context) =>
    alone(context.signal, (disk) =>
      importPack(disk, { file, starterIds, starters: servedPacks(baseUrl, fetchHere) }, context),
    ),
});
