/** How each model of the catalogue stands with this device. */
import type { DownloadProgress, ErrorCode, HashSource } from '../../workers/protocol';

export type ModelState =
  /** The browser or Sotto's own code brings it. */
  | { kind: 'built-in' }
  | { kind: 'absent' }
  /** Begun and not whole: it goes on from there. */
  | { kind: 'paused'; loadedBytes: number }
  /** The page may not reach these hosts until the user allows them. */
  | { kind: 'needs-permission'; origins: readonly string[] }
  /** WebLLM's library has no address yet. */
  | { kind: 'needs-library' }
  /** The connection may cost money; `missingBytes` once the hub has told. */
  | { kind: 'asks-metered'; missingBytes: number | undefined }
  | { kind: 'queued'; loadedBytes: number }
  | {
      kind: 'downloading';
      step: DownloadProgress['step'];
      loadedBytes: number;
      bytesPerSecond: number | undefined;
      etaS: number | undefined;
    }
  | { kind: 'installed'; sizeBytes: number; hashes: HashSource | undefined }
  | { kind: 'exporting'; doneBytes: number; totalBytes: number }
  | { kind: 'removing' }
  | { kind: 'failed'; code: ErrorCode; message: string; loadedBytes: number };

/** What just happened, told once. */
export type LibraryNotice =
  | { kind: 'removed'; title: string; freedBytes: number }
  | { kind: 'imported'; title: string; hashes: HashSource }
  | { kind: 'installed'; title: string }
  /** It was there; every byte of it is right now. */
  | { kind: 'checked'; title: string }
  | { kind: 'failed'; title: string; code: ErrorCode; message: string };

/** Seconds left; undefined until size and pace are known. */
export function etaSeconds(
  loadedBytes: number,
  totalBytes: number | undefined,
  bytesPerSecond: number | undefined,
): number | undefined {
  if (totalBytes === undefined || !bytesPerSecond || bytesPerSecond <= 0) return undefined;
  return Math.max(0, totalBytes - loadedBytes) / bytesPerSecond;
}
