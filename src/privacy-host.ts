/** Shows the privacy page while the address ends in `#privacy`, and does what is asked on it. */
import { KeptData, type KeptDataOptions } from './kept-data';
import type { Page } from './page-switch';
import type { CountedRequests, RequestCounter } from './requests';
import type { SettingStore } from './store/settings';
import type { HostRow, KeptGroupId, PrivacyIntent, PrivacyView, RequestRow } from './ui/privacy/privacy-view';
import type { SottoPrivacy } from './ui/privacy/sotto-privacy';

/** Requests come at any time: while the page is seen, what it counts is read again this often. */
const REFRESH_MS = 2000;

export interface PrivacyOptions {
  kept: KeptDataOptions;
  requests: RequestCounter;
  /** Undefined while nothing can be kept. */
  settings: () => SettingStore | undefined;
  /** What the user allows, and where models come from. */
  preferences: () => { readonly allowedOrigins: readonly string[]; readonly hubUrl: string };
  /** Origins that whoever built this Sotto allows, separated by spaces. */
  builtConnect: string;
  /**
   * Takes an origin back: out of the preferences and out of the service worker's list. @returns false where no service worker
   * could be told.
   */
  disallow(origin: string): Promise<boolean>;
  /** What is allowed has changed since the page was loaded. */
  needsReload(): boolean;
  /** After a group was deleted, such as the settings. */
  onRemoved?(group: KeptGroupId): void;
  onError(error: unknown): void;
}

/** The page for `PageSwitch`; its element and words are fetched when it is first looked at. */
export function privacyPage(options: PrivacyOptions): Page {
  const host = new PrivacyHost(options);
  return {
    hash: '#privacy',
    create: () => host.create(),
    opened: () => host.opened(),
    closed: () => host.closed(),
  };
}

class PrivacyHost {
  readonly #kept: KeptData;
  #element: SottoPrivacy | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #outcome: PrivacyView['outcome'];
  /** Drawings are done one after the other, and one that waits stands for all that are asked for meanwhile. */
  #drawing: Promise<void> | undefined;
  #again = false;

  constructor(private readonly options: PrivacyOptions) {
    this.#kept = new KeptData(options.kept);
  }

  async create(): Promise<HTMLElement> {
    const [{ PrivacyIntentEvent }] = await Promise.all([
      import('./ui/privacy/privacy-view'),
      import('./ui/privacy/sotto-privacy'),
    ]);
    if (this.#element) return this.#element;
    const element = document.createElement('sotto-privacy');
    element.addEventListener(PrivacyIntentEvent.type, (event) => {
      if (event instanceof PrivacyIntentEvent) this.#do(event.intent).catch(this.options.onError);
    });
    this.#element = element;
    return element;
  }

  opened(): void {
    this.#outcome = undefined;
    this.#refresh();
    this.#timer = setInterval(() => this.#refresh(), REFRESH_MS);
  }

  closed(): void {
    clearInterval(this.#timer);
  }

  #refresh(): void {
    this.#again = true;
    this.#drawing ??= this.#drawWhileAsked()
      .catch(this.options.onError)
      .finally(() => {
        this.#drawing = undefined;
      });
  }

  async #drawWhileAsked(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const view = await this.#view();
      if (this.#element) this.#element.view = view;
    }
  }

  async #view(): Promise<PrivacyView> {
    const { requests, preferences, builtConnect, settings } = this.options;
    const store = settings();
    const [kept, counted, otlpUrl, webhookUrl, estimate] = await Promise.all([
      this.#kept.read(),
      requests.read(),
      store?.get('otlpUrl'),
      store?.get('webhookUrl'),
      navigator.storage?.estimate?.().catch(() => undefined),
    ]);
    const { allowedOrigins, hubUrl } = preferences();
    const own = location.origin;
    return {
      kept,
      usedBytes: estimate?.usage,
      hosts: hostRows({ own, builtConnect, allowedOrigins, hubUrl, otlpUrl, webhookUrl }),
      needsReload: this.options.needsReload(),
      requests: requestRows(counted, own),
      countedSinceMs: counted.sinceMs,
      outcome: this.#outcome,
    };
  }

  async #do(intent: PrivacyIntent): Promise<void> {
    switch (intent.kind) {
      case 'remove':
        await this.#kept.remove(intent.group).then(
          () => {
            this.#outcome = { kind: 'removed' };
            this.options.onRemoved?.(intent.group);
          },
          (error) => {
            this.#outcome = { kind: 'not-removed' };
            this.options.onError(error);
          },
        );
        break;
      case 'disallow':
        this.#outcome = { kind: (await this.options.disallow(intent.origin)) ? 'closed' : 'not-closed' };
        break;
      case 'forget-requests':
        await this.options.requests.forget();
        break;
      case 'reload':
        location.reload();
        return;
      case 'close':
        location.hash = '';
        return;
    }
    this.#refresh();
  }
}

export interface HostsOf {
  own: string;
  builtConnect: string;
  allowedOrigins: readonly string[];
  hubUrl: string;
  otlpUrl: string | undefined;
  webhookUrl: string | undefined;
}

/** Every host that can be contacted, and those of addresses that are set but cannot. */
export function hostRows({ own, builtConnect, allowedOrigins, hubUrl, otlpUrl, webhookUrl }: HostsOf): HostRow[] {
  const built = builtConnect.split(/\s+/).filter(Boolean);
  const row = (origin: string, purpose: HostRow['purpose'], removable = false, open = true): HostRow => ({
    origin,
    purpose,
    removable,
    open,
  });
  const isOpen = (origin: string) =>
    origin === own || isDevice(origin) || [...built, ...allowedOrigins].includes(origin);
  const set = (
    [
      ['collector', otlpUrl],
      ['webhook', webhookUrl],
    ] as const
  ).flatMap(([purpose, address]) => {
    const origin = originOf(address);
    return origin ? [row(origin, purpose, false, isOpen(origin))] : [];
  });
  return [
    row(own, 'own'),
    ...allowedOrigins.map((origin) => row(origin, origin === hubUrl ? 'hub' : 'allowed', true)),
    ...built
      .filter((origin) => !allowedOrigins.includes(origin))
      .map((origin) => row(origin, origin === hubUrl ? 'hub' : 'build')),
    ...set,
    row('http://localhost:*', 'device'),
    row('http://127.0.0.1:*', 'device'),
  ];
}

/** Rows of the counter: our own origin first, then whoever was asked most. */
export function requestRows({ visit, ever }: CountedRequests, own: string): RequestRow[] {
  const origins = new Set([...visit.keys(), ...(ever?.keys() ?? [])]);
  const rows = [...origins].map((origin) => ({
    origin,
    own: origin === own,
    visit: visit.get(origin)?.requests ?? 0,
    visitBytes: visit.get(origin)?.transferredBytes ?? 0,
    ever: ever ? (ever.get(origin)?.requests ?? 0) : undefined,
    everBytes: ever ? (ever.get(origin)?.transferredBytes ?? 0) : undefined,
  }));
  return rows.sort((a, b) => Number(b.own) - Number(a.own) || (b.ever ?? b.visit) - (a.ever ?? a.visit));
}

function originOf(address: string | undefined): string | undefined {
  return address && URL.canParse(address) ? new URL(address).origin : undefined;
}

/** Programs on this very device: a collector there needs no leave. */
function isDevice(origin: string): boolean {
  return /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(origin);
}
