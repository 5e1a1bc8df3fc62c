/** The part of the Launch Handler API used here; TypeScript's libraries do not have it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { targetURL?: string }) => void): void;
}

declare global {
  interface Window {
    launchQueue?: LaunchQueue;
  }
}

interface LaunchedView {
  launchQueue?: LaunchQueue;
  location: { readonly origin: string; hash: string };
}

/**
 * Goes where a launch of the installed app leads: with `focus-existing` in the manifest the window that is there comes to
 * the front, and a shortcut only changes the part of the page, so that nothing in hand is cut off.
 */
export function followLaunches(view: LaunchedView = window): void {
  view.launchQueue?.setConsumer(({ targetURL }) => {
    if (!targetURL) return;
    const { origin, hash } = new URL(targetURL);
    if (origin === view.location.origin && hash !== view.location.hash) view.location.hash = hash;
  });
}
