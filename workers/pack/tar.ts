/**
 * The container of an exported model: tar (POSIX ustar), which every system opens. Chosen over ZIP because it can be written
 * and read from front to back and has no limit of 4 GB on the whole.
 */

export const TAR_BLOCK_BYTES = 512;
/** Largest file whose size the header can say: eleven octal digits. */
const MAX_FILE_BYTES = 8 ** 11 - 1;

export interface TarEntry {
  path: string;
  sizeBytes: number;
}

/** Header of one file. Throws RangeError for a path or a size it has no room for. */
export function tarHeader({ path, sizeBytes }: TarEntry): Uint8Array<ArrayBuffer> {
  if (sizeBytes > MAX_FILE_BYTES) throw new RangeError(`${path} is too large for an export`);
  const [prefix, name] = splitPath(path);
  const header = new Uint8Array(TAR_BLOCK_BYTES);
  const put = (text: string, offset: number) => header.set(new TextEncoder().encode(text), offset);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put(name, 0);
  put(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
  put(`${octal(sizeBytes, 11)}\0${octal(0, 11)}\0`, 124);
  put('        0', 148);
  put('ustar\x0000', 257);
  put(prefix, 345);
  put(`${octal(checksum(header), 6)}\0 `, 148);
  return header;
}

/** @returns the entry, undefined for an empty block (the end). Throws RangeError for anything but the header of a file. */
export function parseTarHeader(block: Uint8Array): TarEntry | undefined {
  if (block.byteLength !== TAR_BLOCK_BYTES) throw new RangeError('the file ends too early');
  if (block.every((byte) => byte === 0)) return undefined;
  const text = (offset: number, length: number) => {
    const bytes = block.subarray(offset, offset + length);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  };
  const octal = (offset: number, length: number) => {
    const digits = text(offset, length).trim();
    if (!/^[0-7]+$/.test(digits)) throw new RangeError('a header has no number where one should be');
    return Number.parseInt(digits, 8);
  };
  const blank = block.slice();
  blank.fill(0x20, 148, 156);
  if (text(257, 5) !== 'ustar' || octal(148, 8) !== checksum(blank)) throw new RangeError('a header is damaged');
  if (text(156, 1) !== '0') throw new RangeError('it holds something that is not a plain file');
  const prefix = text(345, 155);
  return { path: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), sizeBytes: octal(124, 12) };
}

/** Zeros that fill the last block of a file. */
export function tarPaddingBytes(sizeBytes: number): number {
  return (TAR_BLOCK_BYTES - (sizeBytes % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES;
}

/** Its field, eight bytes from 148, counts as blanks. */
function checksum(header: Uint8Array): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

function splitPath(path: string): [prefix: string, name: string] {
  if (path.length <= 100) return ['', path];
  const at = path.indexOf('/', path.length - 101);
  if (at <= 0 || at > 155) throw new RangeError(`${path} is too long a path for an export`);
  return [path.slice(0, at), path.slice(at + 1)];
}
