import type { InstalledPack } from './protocol';
import { SottoError } from './rpc';

/** The pack of an engine that cannot do without one. Throws SottoError `model-missing`. */
export function requirePack(pack: InstalledPack | undefined): InstalledPack {
  if (!pack) throw new SottoError('model-missing', 'This engine was asked to load without the files of its model.');
  return pack;
}
