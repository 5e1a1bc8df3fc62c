/** Repositories of a stand-in hub, as the catalogue names them, made of the models that come with Sotto. */
import { hubFile } from '../../bin/lib/pack-file.mjs';
import { modelOf } from '../../src/models/catalog';
import type { CatalogModel } from '../../src/models/catalog-model';
import { madeBytes } from '../unit/hub-fakes';

/** A file of the repository that one of the app's own packs was made of, in one piece. */
export function repositoryFile(packId: string, path: string): Buffer {
  const bytes = hubFile(packId, path);
  if (!bytes) throw new Error(`${packId} has no ${path}.`);
  return bytes;
}

/** Where the catalogue has a model fetched from. */
export function sourceOf(id: string): Extract<CatalogModel['source'], { kind: 'hub' }> {
  const source = modelOf(id)?.source;
  if (source?.kind !== 'hub') throw new Error(`${id} does not come from a hub.`);
  return source;
}

/**
 * The repository of a catalogued model, with every file that the catalogue asks for.
 * @param packId pack whose files these are. @param broken whether the graphs are bytes without sense.
 */
export function repositoryFor(id: string, packId: string, broken = false): Record<string, Record<string, Buffer>> {
  const { repository, files } = sourceOf(id);
  const contents = files.map(({ path }, seed) => {
    const isGraph = path.endsWith('.onnx');
    return [path, broken && isGraph ? madeBytes(2_000_000, seed) : repositoryFile(packId, path)] as const;
  });
  return { [repository]: Object.fromEntries(contents) };
}
