/** A file being assembled: parts are written at their offsets, in any order. */
export interface PartWriter {
  /**
   * Writes; the system may still hold the bytes back from the disk: the hash checked at every load vouches for them.
   * @throws SottoError `storage-full`
   */
  write(bytes: Uint8Array<ArrayBuffer>, offsetBytes: number): Promise<void>;
  /** Lets go of the file; it may be closed twice. */
  close(): void;
}

/** What the store needs of a disk. A path is folder names from the root and, where a file is meant, its name last. */
export interface PackDisk {
  /** Names in a folder; none if there is no such folder. */
  list(directory: readonly string[]): Promise<string[]>;
  /** Size of a file in bytes, or undefined if there is none. */
  sizeOf(path: readonly string[]): Promise<number | undefined>;
  /** The whole file, or undefined if there is none. */
  read(path: readonly string[]): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The file as it is now, read only as far as it is sliced; undefined if there is none. */
  blob(path: readonly string[]): Promise<File | undefined>;
  /** Sizes of all files in a folder and the folders in it, summed up. */
  bytesUnder(directory: readonly string[]): Promise<number>;
  /** Replaces a small text file in one step: a cut leaves the old text or the new. */
  writeText(path: readonly string[], text: string): Promise<void>;
  /** Opens a file for writing parts; makes it, and its folders, if need be; keeps what is in it. */
  openWriter(path: readonly string[]): Promise<PartWriter>;
  /** Renames a file within its folder. */
  rename(path: readonly string[], newName: string): Promise<void>;
  /** Removes a file, or a folder with all in it; nothing happens if there is none. */
  remove(path: readonly string[]): Promise<void>;
  /** Bytes that may still be written, or undefined if the browser does not say. */
  freeBytes(): Promise<number | undefined>;
}
