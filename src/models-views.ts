/** The page of the models out of the catalogue, the library, the device and what was measured. Pure. */
import type { ModelRole } from '../workers/protocol';
import type { CatalogModel } from './models/catalog-model';
import { type Choice, deviceFor } from './models/choose-model';
import { QUOTED_SETS, QUOTED_SIZES, type QuotedModel, type SetName } from './models/document-sets';
import type { Library } from './models/library';
import { type DeviceFacts, tierOf } from './models/tier';
import type { CardView, MeasuredView, ModelsView, RoleView, SetRowView, StorageView } from './ui/models/models-view';

const ROLES: readonly ModelRole[] = ['stt', 'llm', 'tts', 'vad'];
const SETS: readonly SetName[] = ['speed', 'balanced', 'quality', 'memory'];

export interface ModelsData {
  catalog: readonly CatalogModel[];
  library: Pick<Library, 'stateOf' | 'totalOf' | 'stored' | 'importing' | 'notice' | 'persisted'>;
  /** Undefined until the browser has told. */
  device: DeviceFacts | undefined;
  /** Bytes of the whole origin, and what it may take; undefined until the browser has told. */
  estimate: { usageBytes: number; quotaBytes: number } | undefined;
  /** What each role runs now. */
  choices: Readonly<Record<ModelRole, Choice>>;
  /** Ids that the user named, `auto` where none. */
  wanted: Readonly<Record<ModelRole, string>>;
  /** Ids of built-in models that this browser has. */
  available: ReadonlySet<string>;
  /** Ids that come with the app. */
  starterIds: ReadonlySet<string>;
  withoutGpl: boolean;
  measured: ReadonlyMap<string, MeasuredView>;
}

export function modelsView(data: ModelsData): ModelsView {
  const { library, device, catalog } = data;
  const known = new Set(catalog.map(({ id }) => id));
  return {
    device: device && {
      ...tierOf(device),
      cores: device.cores,
      memoryGb: device.deviceMemoryGb,
      isolated: device.isolated,
      gpu: device.webgpu && !device.webgpu.software ? device.webgpu.name : undefined,
    },
    storage: storageOf(data),
    roles: ROLES.map((role) => roleOf(role, data)),
    others: library.stored.filter(({ packId }) => !known.has(packId)).map((pack) => strayCard(pack, data)),
    sizes: QUOTED_SIZES.map((quoted) => rowOf(quoted, data)),
    sets: SETS.map((name) => ({ name, rows: QUOTED_SETS[name].map((quoted) => rowOf(quoted, data)) })),
    importing: library.importing,
    notice: library.notice,
  };
}

function storageOf({ library, estimate }: ModelsData): StorageView | undefined {
  if (!estimate) return undefined;
  const modelsBytes = library.stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    modelsBytes,
    // Browsers round and lag behind: what they tell may be less than what is known to lie here.
    otherBytes: Math.max(0, estimate.usageBytes - modelsBytes),
    freeBytes: Math.max(0, estimate.quotaBytes - Math.max(estimate.usageBytes, modelsBytes)),
    persisted: library.persisted,
  };
}

function roleOf(role: ModelRole, data: ModelsData): RoleView {
  const { model, device, reason } = data.choices[role];
  const models = data.catalog.filter(
    (candidate) =>
      candidate.role === role &&
      !(data.withoutGpl && candidate.needsGpl) &&
      (candidate.source.kind !== 'built-in' || candidate.engine === 'chime' || data.available.has(candidate.id)),
  );
  const first = (id: string) =>
    Number(id === model.id) * -2 + Number(data.library.stateOf(id).kind === 'installed') * -1;
  return {
    role,
    inUse: { title: model.title, device },
    reason,
    automatic: data.wanted[role] === 'auto',
    // What is in use and what is here first; the catalogue's order within.
    cards: models.toSorted((a, b) => first(a.id) - first(b.id)).map((candidate) => cardOf(candidate, role, data)),
  };
}

function cardOf(model: CatalogModel, role: ModelRole, data: ModelsData): CardView {
  const { id, title, maker, licence, languages, devices, quality, speed, triedHere } = model;
  const { library, device, choices, wanted, starterIds } = data;
  const tier = device ? tierOf(device).tier : 'basic';
  return {
    id,
    title,
    maker,
    licence,
    languages,
    devices,
    quality,
    speed,
    triedHere,
    sizeBytes: library.totalOf(id),
    memory: model.memoryBytes,
    voices: model.voices.length,
    starter: starterIds.has(id),
    inUse: choices[role].model.id === id,
    chosen: wanted[role] === id,
    fits: deviceFor(model, tier, device?.webgpu?.shaderF16 ?? false) !== undefined,
    choosable: role !== 'vad',
    checkable: model.source.kind !== 'built-in',
    state: library.stateOf(id),
  };
}

/** A model of another version or of somebody's own: what is known is what its pack says. */
function strayCard({ packId, title }: Library['stored'][number], { library }: ModelsData): CardView {
  return {
    id: packId,
    title: title || packId,
    maker: '',
    licence: '',
    languages: 'many',
    devices: [],
    quality: undefined,
    speed: undefined,
    triedHere: true,
    sizeBytes: library.totalOf(packId),
    memory: undefined,
    voices: 0,
    starter: false,
    inUse: false,
    chosen: false,
    fits: false,
    choosable: false,
    checkable: false,
    state: library.stateOf(packId),
  };
}

function rowOf(
  { role, name, speed, memory, quality, ids }: QuotedModel,
  { catalog, measured }: ModelsData,
): SetRowView {
  // The one that was measured here says more than the one that was not.
  const id = ids.find((candidate) => measured.has(candidate)) ?? ids[0];
  return {
    role,
    quotedModel: name,
    quotedSpeed: speed,
    quotedMemory: memory,
    quotedQuality: quality,
    title: catalog.find((model) => model.id === id)?.title,
    measured: id === undefined ? undefined : measured.get(id),
  };
}
