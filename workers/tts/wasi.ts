/**
 * As much of WASI (preview 1) as flite needs: arguments, a clock, and files in memory under one folder, `/`. A program runs
 * once, to its end. https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md
 */

const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NO_ENTRY = 44;
const NOT_SEEKABLE = 29;
const FIRST_FREE = 4;
/** Open flags: create the file if it is not there, cut it to nothing. */
const CREATE = 1;
const TRUNCATE = 8;
const FILE_TYPES = { folder: 3, stream: 2, file: 4 } as const;

/** Thrown through the program when it ends itself. */
class ProgramEnd extends Error {
  constructor(readonly code: number) {
    super(`The program ended with ${code}.`);
  }
}

interface MemoryFile {
  bytes: Uint8Array;
  length: number;
}
type Descriptor = { kind: 'folder' } | { kind: 'stream' } | { kind: 'file'; file: MemoryFile; position: number };

/** What a run left. */
export interface ProgramResult {
  code: number;
  /** By name, without the folder. */
  files: ReadonlyMap<string, Uint8Array>;
  /** What was written to both standard streams. */
  printed: string;
}

/** Runs a compiled WASI program to its end, in one go. Throws what WebAssembly throws; an exit code is no error. */
export async function runProgram(program: WebAssembly.Module, args: readonly string[]): Promise<ProgramResult> {
  const run = new ProgramRun(args);
  const { exports } = await WebAssembly.instantiate(program, { wasi_snapshot_preview1: run.imports });
  const { memory, _start: start } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') throw new TypeError('No WASI program.');
  run.memory = memory;
  let code = 0;
  try {
    start();
  } catch (thrown) {
    if (!(thrown instanceof ProgramEnd)) throw thrown;
    code = thrown.code;
  }
  return { code, files: run.written, printed: run.printed };
}

class ProgramRun {
  memory: WebAssembly.Memory | undefined;
  printed = '';
  readonly #args: readonly Uint8Array[];
  readonly #files = new Map<string, MemoryFile>();
  readonly #open = new Map<number, Descriptor>([
    [0, { kind: 'stream' }],
    [1, { kind: 'stream' }],
    [2, { kind: 'stream' }],
    [3, { kind: 'folder' }],
  ]);
  #next = FIRST_FREE;

  constructor(args: readonly string[]) {
    this.#args = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  }

  get written(): Map<string, Uint8Array> {
    return new Map([...this.#files].map(([name, { bytes, length }]) => [name, bytes.subarray(0, length)]));
  }

  get #view(): DataView {
    return new DataView(this.#bytes.buffer);
  }

  /** Fetched anew each time: memory that grows has another buffer. */
  get #bytes(): Uint8Array {
    if (!this.memory) throw new Error('The program runs before it has memory.');
    return new Uint8Array(this.memory.buffer);
  }

  readonly imports = {
    args_sizes_get: (countAt: number, bytesAt: number) => {
      this.#view.setUint32(countAt, this.#args.length, true);
      this.#view.setUint32(
        bytesAt,
        this.#args.reduce((sum, { length }) => sum + length, 0),
        true,
      );
      return SUCCESS;
    },
    args_get: (pointersAt: number, textAt: number) => {
      let at = textAt;
      this.#args.forEach((arg, i) => {
        this.#view.setUint32(pointersAt + 4 * i, at, true);
        this.#bytes.set(arg, at);
        at += arg.length;
      });
      return SUCCESS;
    },
    clock_time_get: (_clock: number, _precision: bigint, at: number) => {
      this.#view.setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true);
      return SUCCESS;
    },
    fd_close: (fd: number) => (this.#open.delete(fd) ? SUCCESS : BAD_DESCRIPTOR),
    fd_fdstat_set_flags: () => SUCCESS,
    fd_fdstat_get: (fd: number, at: number) => {
      const open = this.#open.get(fd);
      if (!open) return BAD_DESCRIPTOR;
      const view = this.#view;
      view.setUint8(at, FILE_TYPES[open.kind]);
      view.setUint16(at + 2, 0, true);
      // Every right there is.
      view.setBigUint64(at + 8, 2n ** 64n - 1n, true);
      view.setBigUint64(at + 16, 2n ** 64n - 1n, true);
      return SUCCESS;
    },
    fd_prestat_get: (fd: number, at: number) => {
      if (this.#open.get(fd)?.kind !== 'folder') return BAD_DESCRIPTOR;
      this.#view.setUint8(at, 0);
      this.#view.setUint32(at + 4, 1, true);
      return SUCCESS;
    },
    fd_prestat_dir_name: (_fd: number, at: number) => {
      this.#bytes.set(new TextEncoder().encode('/'), at);
      return SUCCESS;
    },
    path_open: (
      _folder: number,
      _lookup: number,
      nameAt: number,
      nameLength: number,
      flags: number,
      _rights: bigint,
      _inheriting: bigint,
      _fdFlags: number,
      fdAt: number,
    ) => {
      const name = new TextDecoder().decode(this.#bytes.slice(nameAt, nameAt + nameLength));
      let file = this.#files.get(name);
      if (!file && !(flags & CREATE)) return NO_ENTRY;
      file ??= { bytes: new Uint8Array(2 ** 16), length: 0 };
      this.#files.set(name, file);
      if (flags & TRUNCATE) file.length = 0;
      const fd = this.#next++;
      this.#open.set(fd, { kind: 'file', file, position: 0 });
      this.#view.setUint32(fdAt, fd, true);
      return SUCCESS;
    },
    fd_seek: (fd: number, offset: bigint, from: number, at: number) => {
      const open = this.#open.get(fd);
      if (open?.kind !== 'file') return NOT_SEEKABLE;
      open.position = Number(offset) + ([0, open.position, open.file.length][from] ?? 0);
      this.#view.setBigUint64(at, BigInt(open.position), true);
      return SUCCESS;
    },
    fd_read: (fd: number, vectorsAt: number, count: number, readAt: number) => {
      const open = this.#open.get(fd);
      let total = 0;
      for (const target of this.#vectors(vectorsAt, count)) {
        if (open?.kind !== 'file') continue;
        const part = open.file.bytes.subarray(open.position, Math.min(open.file.length, open.position + target.length));
        target.set(part);
        open.position += part.length;
        total += part.length;
      }
      this.#view.setUint32(readAt, total, true);
      return SUCCESS;
    },
    fd_write: (fd: number, vectorsAt: number, count: number, writtenAt: number) => {
      const open = this.#open.get(fd);
      let total = 0;
      for (const part of this.#vectors(vectorsAt, count)) {
        if (open?.kind === 'stream') this.printed += new TextDecoder().decode(part.slice());
        else if (open?.kind === 'file') write(open, part);
        else return BAD_DESCRIPTOR;
        total += part.length;
      }
      this.#view.setUint32(writtenAt, total, true);
      return SUCCESS;
    },
    proc_exit: (code: number) => {
      throw new ProgramEnd(code);
    },
  };

  #vectors(at: number, count: number): Uint8Array[] {
    const view = this.#view;
    return Array.from({ length: count }, (_, i) => {
      const from = view.getUint32(at + 8 * i, true);
      return this.#bytes.subarray(from, from + view.getUint32(at + 8 * i + 4, true));
    });
  }
}

function write(open: { file: MemoryFile; position: number }, part: Uint8Array): void {
  const { file } = open;
  const end = open.position + part.length;
  if (end > file.bytes.length) {
    const grown = new Uint8Array(Math.max(end, file.bytes.length * 2));
    grown.set(file.bytes.subarray(0, file.length));
    file.bytes = grown;
  }
  file.bytes.set(part, open.position);
  open.position = end;
  file.length = Math.max(file.length, end);
}
