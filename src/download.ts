/** Hands a file to the user. */

/** The browser's own download; nothing leaves the device. */
export function hand(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The download has its own hold on the data by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

/** A moment as a part of a file's name: 2026-11-21-1704. */
export function stamp(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
}
