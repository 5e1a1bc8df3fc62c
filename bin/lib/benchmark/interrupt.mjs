// Ctrl-C: the first one ends the work and lets what there is be printed, the second one ends the process.

/** As a shell reports a process that Ctrl-C ended. */
export const INTERRUPTED = 130;

/**
 * Takes Ctrl-C over from Playwright, which would end the browser at once; call it when the browser is open.
 * @param cancel called at the first one.
 * @returns `interrupted`: whether there was one. `release`: Ctrl-C is as it was.
 */
export function onInterrupt(cancel) {
  const others = process.listeners('SIGINT');
  const state = {
    interrupted: false,
    release: () => {
      process.off('SIGINT', handle);
      for (const listener of others) process.on('SIGINT', listener);
    },
  };
  function handle() {
    if (state.interrupted) process.exit(INTERRUPTED);
    state.interrupted = true;
    cancel();
  }
  for (const listener of others) process.off('SIGINT', listener);
  process.on('SIGINT', handle);
  return state;
}
