import type { HubModel, PackCalls } from '../protocol';
import { HubFolder } from './hub-folder';
import { type PlannedFile, planModel, plannedShards } from './hub-plan';
import { exchange, type HubTools, patiently } from './hub-request';
import { findComplete } from './inspect-packs';
import { inPack, readText } from './pack-layout';

/**
 * What a download would take, before a byte of a weight: asks for sizes alone, and for the list of shards where there is one.
 * @throws SottoError `download-failed`, `host-not-allowed`, `pack-invalid`, `aborted`.
 */
export async function weighHub(
  model: HubModel,
  tools: HubTools,
  signal: AbortSignal,
): Promise<PackCalls['weigh']['answer']> {
  const { disk } = tools;
  const plan = await planModel(model, tools, signal);
  const folder = await HubFolder.open(disk, model, plan.version);
  const files = new Map(plan.files.map((file) => [file.path, file]));
  for (const list of plan.files) {
    if (!list.listsShards) continue;
    const stored = await readText(disk, inPack(folder.directory, list.path));
    const json = stored ?? (await fetchText(model.id, list, tools, signal));
    for (const shard of plannedShards(model.id, list, json, plan.known)) files.set(shard.path, shard);
  }
  const complete = await findComplete(disk, model.id);
  const isWhole = complete?.version === plan.version;
  let totalBytes = 0;
  let missingBytes = 0;
  for (const file of files.values()) {
    // What the hub does not tell the size of is made as it is asked for, and small: it counts as nothing.
    const sizeBytes = file.sizeBytes ?? 0;
    totalBytes += sizeBytes;
    if (!isWhole) missingBytes += Math.max(0, sizeBytes - (await folder.loadedBytes(file)));
  }
  return { totalBytes, missingBytes, freeBytes: await disk.freeBytes() };
}

function fetchText(modelId: string, { path, url }: PlannedFile, tools: HubTools, signal: AbortSignal): Promise<string> {
  const ask = () => exchange(url, { cache: 'no-store' }, tools, signal, (response) => response.text());
  return patiently({ name: `${modelId}/${path}`, url, tools, signal }, ask);
}
