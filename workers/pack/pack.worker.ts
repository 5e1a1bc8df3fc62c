/** The one writer of model files: an adapter between the page's calls and the modules beside it. */
import { reportMeasures } from '../measures';
import type { PackCalls } from '../protocol';
import { serve, throwIfAborted } from '../rpc';
import { inspectPacks } from './inspect-packs';
import { type InstallTools, installPacks } from './install-packs';
import { openOpfsDisk } from './opfs-disk';
import { servedPacks } from './pack-source';
import { repairPack } from './repair-pack';
import { timeInstall } from './time-install';

declare const self: DedicatedWorkerGlobalScope;

const fetchHere = (url: string, init: RequestInit) => fetch(url, init);

/**
 * Opens the storage, then works alone on it: two tabs must not write one file. The second waits for its turn, and then
 * finds the work done.
 */
async function alone<T>(baseUrl: string, signal: AbortSignal, work: (tools: InstallTools) => Promise<T>): Promise<T> {
  // Storage first: where it is missing (an insecure context), locks are missing too, and storage says why.
  const disk = await openOpfsDisk();
  try {
    const tools = { disk, source: servedPacks(baseUrl, fetchHere), fetch: fetchHere };
    return await navigator.locks.request('sotto-packs', { signal }, () => work(tools));
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
}

reportMeasures('pack', self);
serve<PackCalls>(self, {
  inspect: async ({ packIds }) => inspectPacks(await openOpfsDisk(), packIds),
  install: ({ packIds, baseUrl }, context) =>
    alone(baseUrl, context.signal, (tools) => installPacks(packIds, tools, context)),
  time: ({ packId, baseUrl }, context) =>
    alone(baseUrl, context.signal, (tools) => timeInstall(packId, tools, context)),
  repair: ({ packId, baseUrl }, context) =>
    alone(baseUrl, context.signal, (tools) => repairPack(packId, tools, context)),
});
