/** The page's side of the service worker: asks for it, tells it that the page lives, and hears of newer versions. */
import type { PageToShell, ShellToPage } from '../workers/protocol';
import type { AgentState } from './agent/state';
import type { UpdateView } from './ui/view-model';

/** So long a service worker may take to write a few words down. */
const ANSWER_MS = 5000;

type PhaseName = AgentState['phase']['name'];

/** A service worker, as far as this page knows it. */
export interface ShellScript {
  readonly state: ServiceWorkerState;
  postMessage(message: PageToShell): void;
  addEventListener(type: 'statechange', listener: () => void): void;
}

export interface ShellRegistration {
  readonly active: ShellScript | null;
  readonly waiting: ShellScript | null;
  readonly installing: ShellScript | null;
  update(): Promise<unknown>;
  addEventListener(type: 'updatefound', listener: () => void): void;
}

export interface ShellWorkerOptions {
  /** The service worker that this page was opened by; undefined where there is none. */
  controller: ShellScript | undefined;
  /** Asks for the service worker. Undefined where the browser, or whoever drives it, has none. */
  register(): Promise<ShellRegistration | undefined>;
  /** Name of the shell that this page was served from, if it was from one. */
  shell: string | undefined;
  /** The page has threads. */
  isolated: boolean;
  /** True once in the life of a tab: it may be reloaded for the sake of isolation. */
  claimReload(): boolean;
  reload(): void;
  onUpdate(update: UpdateView | undefined): void;
}

export class ShellWorker {
  #phase: PhaseName = 'starting';
  #registration: Promise<ShellRegistration | undefined> | undefined;
  #hasSpoken = false;
  #hasKept = false;
  /** The user has begun something that a reload would undo. */
  #inUse = false;
  #isTakenBack = false;
  /** Those who wait to hear what is allowed. */
  readonly #asking = new Set<(origins: readonly string[]) => void>();

  #allowed: string | undefined;
  #loadedWith = '';

  constructor(private readonly options: ShellWorkerOptions) {
    if (!options.isolated && !options.controller) void this.#isolate();
  }

  /** The page is in another phase. The first start is never made slower by what only the next one needs. */
  onPhase(phase: PhaseName): void {
    const before = this.#phase;
    this.#phase = phase;
    if (before === 'setup' && phase === 'loading') this.#inUse = true;
    // One that failed at once may be a bad version; one that failed while loading has shown that it can do that.
    if (phase === 'starting' || (phase === 'failed' && before === 'starting')) return;
    if (!this.#hasSpoken) {
      this.#hasSpoken = true;
      this.options.controller?.postMessage({ kind: 'started', shell: this.options.shell });
    }
    if (phase === 'loading') return;
    void this.#register();
    if (phase === 'setup' || phase === 'failed') return;
    if (!this.#hasKept) void this.#keep();
    this.#hasKept = true;
    if (phase !== 'ready') this.#inUse = true;
  }

  onMessage(message: ShellToPage): void {
    switch (message.kind) {
      case 'shell':
        this.#isTakenBack = message.takenBack;
        if (message.takenBack) this.options.onUpdate('taken-back');
        return;
      case 'allowed':
        for (const heard of this.#asking) heard(message.origins);
    }
  }

  /** What is allowed has changed since the page was loaded, and takes effect when it is loaded again. */
  get awaitsReload(): boolean {
    return this.#allowed !== undefined && this.#allowed !== this.#loadedWith;
  }

  /** Tells what is allowed as the page starts, in case the service worker has forgotten it. Call once, before `allow`. */
  async restoreAllowed(origins: readonly string[]): Promise<void> {
    this.#loadedWith = sameFor(origins);
    if (origins.length > 0) await this.allow(origins);
  }

  /**
   * Lets the page and its workers connect to these origins, and to no others but our own, from the next load on.
   * @returns false where there is no service worker that could: then only whoever serves Sotto can, with `SOTTO_CONNECT`.
   */
  async allow(origins: readonly string[]): Promise<boolean> {
    const script = this.options.controller ?? (await activeOf(await this.#register()));
    if (!script) return false;
    const asked = sameFor(origins);
    return new Promise((resolve) => {
      const end = (done: boolean) => {
        clearTimeout(timer);
        this.#asking.delete(heard);
        resolve(done);
      };
      const heard = (allowed: readonly string[]) => {
        if (sameFor(allowed) !== asked) return;
        this.#allowed = asked;
        end(true);
      };
      // One of an earlier version does not know the question.
      const timer = setTimeout(() => end(false), ANSWER_MS);
      this.#asking.add(heard);
      script.postMessage({ kind: 'allow', origins });
    });
  }

  /** Looks whether there is a newer Sotto. */
  async lookForUpdate(): Promise<void> {
    const registration = await this.#registration;
    // Without a network there is none.
    await registration?.update().catch(() => {});
  }

  /** Starts the newer Sotto, and the page with it. */
  async takeOver(): Promise<void> {
    const waiting = (await this.#registration)?.waiting;
    // Another tab has started it already.
    if (!waiting) return this.options.reload();
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated') this.options.reload();
    });
    waiting.postMessage({ kind: 'take-over' });
  }

  /** The user has read what there is to say, or wants the newer Sotto later. */
  dismiss(): void {
    this.options.onUpdate(undefined);
    if (this.#isTakenBack) this.options.controller?.postMessage({ kind: 'noted' });
    this.#isTakenBack = false;
  }

  #register(): Promise<ShellRegistration | undefined> {
    // Private windows, policies and tests forbid it; Sotto then works as any page does.
    this.#registration ??= this.options
      .register()
      .catch(() => undefined)
      .then((registration) => {
        if (registration) this.#watch(registration);
        return registration;
      });
    return this.#registration;
  }

  /** Says so when a newer shell lies ready. The first one is nobody's update. */
  #watch(registration: ShellRegistration): void {
    const follow = () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && registration.active) this.options.onUpdate('ready');
      });
    };
    registration.addEventListener('updatefound', follow);
    follow();
    if (registration.waiting && registration.active) this.options.onUpdate('ready');
  }

  async #keep(): Promise<void> {
    const registration = await this.#register();
    (await activeOf(registration))?.postMessage({ kind: 'keep' });
  }

  /** The host sets no headers: the service worker does, from the next load of the page on, which is at once if nothing is begun. */
  async #isolate(): Promise<void> {
    const active = await activeOf(await this.#register());
    if (active && !this.#inUse && this.options.claimReload()) this.options.reload();
  }
}

/** The same for the same origins, whatever their order. */
function sameFor(origins: readonly string[]): string {
  return [...new Set(origins)].sort().join(' ');
}

/** Waits for the first service worker; undefined when it comes to nothing. */
async function activeOf(registration: ShellRegistration | undefined): Promise<ShellScript | undefined> {
  if (!registration) return undefined;
  const { active } = registration;
  if (active) return active;
  const coming = registration.installing ?? registration.waiting;
  if (!coming) return undefined;
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve(coming);
      if (coming.state === 'redundant') resolve(undefined);
    });
  });
}

const RELOADED_KEY = 'sotto-reloaded-for-isolation';
const HOUR_MS = 3_600_000;

/** The service worker of this page, in a build; nothing asks for it while developing. */
export function watchShell(onUpdate: (update: UpdateView | undefined) => void): ShellWorker {
  // Not there in insecure contexts and in some private windows.
  const container: ServiceWorkerContainer | undefined = import.meta.env.PROD ? navigator.serviceWorker : undefined;
  const worker = new ShellWorker({
    controller: container?.controller ?? undefined,
    register: async () => {
      const scope = new URL('./', document.baseURI).href;
      return container?.register(new URL('sw.js', scope).href, { scope, updateViaCache: 'none' });
    },
    shell: document.documentElement.dataset.shell,
    isolated: globalThis.crossOriginIsolated,
    claimReload,
    reload: () => location.reload(),
    onUpdate,
  });
  container?.addEventListener('message', ({ data }: MessageEvent<ShellToPage>) => worker.onMessage(data));
  container?.startMessages();
  const look = () => {
    if (document.visibilityState === 'visible') void worker.lookForUpdate();
  };
  document.addEventListener('visibilitychange', look);
  setInterval(look, HOUR_MS);
  return worker;
}

/** Where a tab cannot be told from its reload, it is not reloaded. */
function claimReload(): boolean {
  try {
    if (sessionStorage.getItem(RELOADED_KEY)) return false;
    sessionStorage.setItem(RELOADED_KEY, 'yes');
    return true;
  } catch {
    return false;
  }
}
