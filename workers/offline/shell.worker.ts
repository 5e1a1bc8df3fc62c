/** The service worker: Sotto without a network, isolated on any host, and back on its feet after a bad update. */
import type { PageToShell } from '../protocol';
import { securityHeaders } from './security-headers';
import { Shell } from './shell';
import type { ShellEntry } from './shell-manifest';

declare const self: ServiceWorkerGlobalScope & {
  /** The build writes its list of files in the place of this name, which must therefore stand here once only. */
  readonly __WB_MANIFEST: ShellEntry[];
};
declare const __SOTTO_CONNECT__: string;

const shell = new Shell({
  caches: self.caches,
  fetch: (request, init) => self.fetch(request, init),
  scope: self.registration.scope,
  entries: self.__WB_MANIFEST,
  headers: securityHeaders({ connect: __SOTTO_CONNECT__ }),
  countPages: async () => (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).length,
  isUpdating: () => Boolean(self.registration.installing ?? self.registration.waiting),
  takeOver: () => self.skipWaiting(),
});

self.addEventListener('install', (event) => {
  event.waitUntil(shell.install(!self.registration.active));
});

// The first visit, too, goes on when the network goes away in it.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const answer = shell.respond(event.request);
  if (answer) event.respondWith(answer);
});

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (!isOfPage(message)) return;
  event.waitUntil(
    shell.hear(message).then((answer) => {
      if (answer) event.source?.postMessage(answer);
    }),
  );
});

/** The page may be of another version than this. */
function isOfPage(message: unknown): message is PageToShell {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  if (message.kind === 'started') {
    return 'shell' in message && (message.shell === undefined || typeof message.shell === 'string');
  }
  if (message.kind === 'allow') return 'origins' in message && Array.isArray(message.origins);
  return message.kind === 'keep' || message.kind === 'noted' || message.kind === 'take-over';
}
