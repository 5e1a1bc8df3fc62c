/**
 * The worker that brings packs onto the disk. Where it stands still with all bytes arrived, it is ended and started anew: it
 * goes on from what is verified on disk.
 *
 * Seen about once in a hundred set-ups in Chromium 156: a step of the origin-private file system that never settled. Which
 * one is not known; ending the worker lets go of every handle and lock it may wait for.
 */
import type { PackCalls } from '../../workers/protocol';
import { type CallOptions, type Client, SottoError } from '../../workers/rpc';

/** What is left when all bytes are there (hash, write, rename) takes 2 s on a busy disk. A choice, far from that. */
const STANDSTILL_MS = 15_000;
/** New beginnings before the user is told. */
const MAX_RESTARTS = 2;

export interface PackInstallerOptions {
  worker: Pick<Client<PackCalls>, 'call'> & { restart(reason: SottoError): void };
  /** Runs something later; the answer takes that back. */
  later?: (run: () => void, delayMs: number) => () => void;
}

export class PackInstaller implements Pick<Client<PackCalls>, 'call'> {
  constructor(private readonly options: PackInstallerOptions) {}

  async call<K extends keyof PackCalls>(
    key: K,
    request: PackCalls[K]['request'],
    options: CallOptions<PackCalls[K]['progress']> = {},
  ): Promise<PackCalls[K]['answer']> {
    for (let restarts = 0; ; restarts++) {
      const watch = this.#watch();
      try {
        return await this.options.worker.call(key, request, {
          ...options,
          onProgress: (progress) => {
            options.onProgress?.(progress);
            watch.heard(progress);
          },
        });
      } catch (error) {
        if (!watch.stoodStill || restarts === MAX_RESTARTS) throw error;
      } finally {
        watch.end();
      }
    }
  }

  #watch() {
    const { worker, later = laterHere } = this.options;
    let cancel = () => {};
    const state = {
      stoodStill: false,
      heard: (progress: unknown) => {
        cancel();
        cancel = () => {};
        if (!isComplete(progress)) return;
        cancel = later(() => {
          state.stoodStill = true;
          worker.restart(
            new SottoError('storage-unavailable', 'The browser’s file storage did not answer. Try again.'),
          );
        }, STANDSTILL_MS);
      },
      end: () => cancel(),
    };
    return state;
  }
}

function isComplete(progress: unknown): boolean {
  if (typeof progress !== 'object' || progress === null) return false;
  const { loadedBytes, totalBytes }: { loadedBytes?: unknown; totalBytes?: unknown } = progress;
  return typeof loadedBytes === 'number' && typeof totalBytes === 'number' && loadedBytes >= totalBytes;
}

function laterHere(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
