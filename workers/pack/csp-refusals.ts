/** As many refusals as are remembered: a download gives up at the first. */
const MAX_REMEMBERED = 100;

/**
 * Listens for requests that the page's Content-Security-Policy keeps from leaving. `fetch` itself fails like without network.
 * The policy is that of the worker's beginning, so what was refused once stays refused.
 * @returns whether that happened to this address. It takes one turn of the event loop: the event comes after the failure.
 */
export function watchRefusals(
  scope: Pick<EventTarget, 'addEventListener'>,
  turn: () => Promise<void> = nextTurn,
): (url: string) => Promise<boolean> {
  const refused = new Set<string>();
  scope.addEventListener('securitypolicyviolation', (event) => {
    if (!('blockedURI' in event) || typeof event.blockedURI !== 'string') return;
    refused.add(withoutFragment(event.blockedURI));
    for (const oldest of refused) if (refused.size > MAX_REMEMBERED) refused.delete(oldest);
  });
  return async (url) => {
    await turn();
    // Some browsers name the origin alone.
    return refused.has(withoutFragment(url)) || refused.has(new URL(url).origin);
  };
}

const withoutFragment = (url: string) => url.replace(/#.*$/, '');

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
