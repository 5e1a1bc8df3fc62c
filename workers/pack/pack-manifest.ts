import type { ModelRole, PackFile, PackManifest, PackPart } from '../protocol';
import { SottoError } from '../rpc';

/** Largest part a manifest may name: a part is held in memory while it is hashed. */
const MAX_PART_BYTES = 16 * 1024 * 1024;
const ROLES: readonly ModelRole[] = ['vad', 'stt', 'llm', 'tts'];

type Fields = Record<string, unknown>;

/**
 * Checks a parsed manifest and returns a copy that holds what the contract names and nothing else.
 *
 * Its names become folders and addresses, so a name that could leave the pack's folder is refused.
 * @param isStored it lies on the disk: a file that came whole, as from a hub, has no parts.
 * @throws SottoError `pack-invalid`, saying which field is wrong.
 */
export function parseManifest(value: unknown, expectedId: string, isStored = false): PackManifest {
  const fail = (what: string): never => {
    throw new SottoError('pack-invalid', `The manifest of ${expectedId} is not valid: ${what}.`);
  };
  const isFields = (item: unknown): item is Fields => typeof item === 'object' && item !== null && !Array.isArray(item);
  const object = (item: unknown, where: string): Fields => (isFields(item) ? item : fail(`${where} is not an object`));
  const list = (item: unknown, where: string): unknown[] =>
    Array.isArray(item) ? item : fail(`${where} is not a list`);
  const text = (item: unknown, where: string): string =>
    typeof item === 'string' && item !== '' ? item : fail(`${where} is not a text`);
  const bytes = (item: unknown, where: string): number =>
    typeof item === 'number' && Number.isSafeInteger(item) && item > 0 ? item : fail(`${where} is not a size in bytes`);
  const hash = (item: unknown, where: string): string => {
    const name = text(item, where);
    return /^[0-9a-f]{64}$/.test(name) ? name : fail(`${where} is not a SHA-256`);
  };
  const folder = (item: unknown, where: string): string => {
    const name = text(item, where);
    return isSafeName(name) ? name : fail(`${where} is not a safe name: ${name}`);
  };
  const path = (item: unknown, where: string): string => {
    const name = text(item, where);
    return name.split('/').every(isSafeName) ? name : fail(`${where} is not a path inside the pack: ${name}`);
  };

  const part = (item: unknown, where: string): PackPart => {
    const fields = object(item, where);
    const sizeBytes = bytes(fields.sizeBytes, `${where}.sizeBytes`);
    if (sizeBytes > MAX_PART_BYTES) fail(`${where} is larger than 16 MiB`);
    return {
      path: path(fields.path, `${where}.path`),
      sizeBytes,
      sha256: hash(fields.sha256, `${where}.sha256`),
    };
  };
  const file = (item: unknown, where: string): PackFile => {
    const fields = object(item, where);
    const sizeBytes = bytes(fields.sizeBytes, `${where}.sizeBytes`);
    const parts = list(fields.parts, `${where}.parts`).map((entry, i) => part(entry, `${where}.parts[${i}]`));
    const cameWhole = isStored && parts.length === 0;
    if (!cameWhole && parts.reduce((sum, { sizeBytes: size }) => sum + size, 0) !== sizeBytes)
      fail(`${where} is not the sum of its parts`);
    return {
      path: path(fields.path, `${where}.path`),
      sizeBytes,
      sha256: hash(fields.sha256, `${where}.sha256`),
      parts,
    };
  };

  const fields = object(value, 'it');
  const id = folder(fields.id, 'id');
  if (id !== expectedId) fail(`it is of ${id}`);
  const role = ROLES.find((name) => name === fields.role) ?? fail('role is unknown');
  const files = list(fields.files, 'files').map((entry, i) => file(entry, `files[${i}]`));
  if (files.length === 0) fail('it names no file');
  const names = files.map((entry) => entry.path);
  if (new Set(names).size < names.length) fail('two files have one path');
  if (names.some((name) => RESERVED.test(name))) fail('a file has a name that the store needs');

  return {
    id,
    role,
    version: folder(fields.version, 'version'),
    title: text(fields.title, 'title'),
    licence: text(fields.licence, 'licence'),
    licenceFiles: list(fields.licenceFiles, 'licenceFiles').map((item, i) => path(item, `licenceFiles[${i}]`)),
    source: text(fields.source, 'source'),
    conversion: text(fields.conversion, 'conversion'),
    files,
  };
}

/** Names the store keeps for itself in a pack's folder. */
export const RESERVED = /^(manifest|journal|download)\.json$|\.partial$/;

/** One folder or file name: letters, digits, `.`, `_`, `-`; so neither empty nor `..`, without slashes, as is in an address. */
export function isSafeName(name: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(name) && !/^\.+$/.test(name);
}
