/** Which origins this page's policy lets it reach. The policy came with the page, and holds until it is loaded anew. */

export interface ReachableOptions {
  ownOrigin: string;
  /** Origins that whoever built this Sotto allows, separated by spaces. */
  builtConnect: string;
  /** The page was served by our service worker, which writes what the user allows into the policy. */
  controlled: boolean;
  /** There can be such a service worker. */
  canChange: boolean;
}

export class Reachable {
  #loadedWith: ReadonlySet<string> = new Set();

  constructor(private readonly options: ReachableOptions) {}

  /** What the user allowed when the page was loaded. */
  set loadedWith(origins: readonly string[]) {
    this.#loadedWith = new Set(origins);
  }

  /** Whether what the user allows takes effect here at all. */
  get canChange(): boolean {
    return this.options.canChange;
  }

  isOpen(origin: string): boolean {
    const { ownOrigin, builtConnect, controlled } = this.options;
    if (origin === ownOrigin || builtConnect.split(/\s+/).includes(origin)) return true;
    return isThisDevice(origin) || (controlled && this.#loadedWith.has(origin));
  }
}

/** As the policy has it: a collector or a mirror on this very device is always open. */
function isThisDevice(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
}
