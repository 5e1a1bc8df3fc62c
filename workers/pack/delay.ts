import { abortable } from '../rpc';

/** Resolves after `delayMs`; rejects with `aborted` as soon as the signal fires. */
export function delay(delayMs: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs);
  });
  return abortable(elapsed, signal).finally(() => clearTimeout(timer));
}
