/** The privacy page by itself, on the real storage of the browser: no models, no conversation. */
import { PageSwitch } from '../../src/page-switch';
import { privacyPage } from '../../src/privacy-host';
import { RequestCounter } from '../../src/requests';
import { createDatabase } from '../../src/store/database';
import { keptStores } from '../../src/store/kept-stores';
import type { KeptGroupId } from '../../src/ui/privacy/privacy-view';
import { bestLocale, setLocale } from '../../src/ui/text/text';

const query = new URLSearchParams(location.search);
const conversation = document.querySelector<HTMLElement>('#conversation');
if (!conversation) throw new Error('privacy-harness.html has no #conversation.');

const database = createDatabase();
const kept = keptStores(database);
let allowedOrigins = ['https://huggingface.co', 'https://mirror.example:8443'];
let needsReload = false;
const state = { removed: [] as KeptGroupId[], errors: [] as string[] };
const onError = (error: unknown) => state.errors.push(String(error));
const requests = new RequestCounter({ settings: () => kept.settings, nowMs: () => Date.now(), onError });
requests.watchPage();

const pages = new PageSwitch({ conversation, onError });
pages.add(
  privacyPage({
    kept: { database, removals: { conversations: () => kept.conversations.removeAll() } },
    requests,
    settings: () => kept.settings,
    preferences: () => ({ allowedOrigins, hubUrl: 'https://huggingface.co' }),
    builtConnect: 'https://otel.example',
    disallow: async (origin) => {
      allowedOrigins = allowedOrigins.filter((other) => other !== origin);
      needsReload = true;
      return !query.has('no-service-worker');
    },
    needsReload: () => needsReload,
    onRemoved: (group) => state.removed.push(group),
    onError,
  }),
);

declare global {
  interface Window {
    privacyHarness: typeof state & { kept: typeof kept; add: RequestCounter['add'] };
  }
}
window.privacyHarness = { ...state, kept, add: (counts) => requests.add(counts) };
await setLocale(bestLocale([query.get('lang') ?? 'en']));
pages.start();
