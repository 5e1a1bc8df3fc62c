import { sharedText } from './share-target';

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
  performance?: { getEntriesByType(type: 'navigation'): readonly { name: string }[] };
}

/**
 * Goes where a launch of the installed app leads: with `focus-existing` in the manifest the window that is there comes to
 * the front, and a shortcut only changes the part of the page, so that nothing in hand is cut off. What another app shares
 * is told.
 */
export function followLaunches(view: LaunchedView = window, onShare: (text: string) => void = () => undefined): void {
  // A window that was opened for a launch hears of that launch, too, and has read its own address already.
  let opened = view.performance?.getEntriesByType('navigation')[0]?.name;
  view.launchQueue?.setConsumer(({ targetURL }) => {
    if (!targetURL) return;
    const address = new URL(targetURL);
    if (address.origin !== view.location.origin) return;
    if (address.hash !== view.location.hash) view.location.hash = address.hash;
    const text = address.href === opened ? undefined : sharedText(address);
    opened = undefined;
    if (text !== undefined) onShare(text);
  });
}
