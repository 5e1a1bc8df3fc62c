/** What the privacy page shows, and what can be asked on it. */

/** What is kept on the device, as a user thinks of it. `other`: what this version of Sotto does not know. */
export type KeptGroupId =
  | 'conversations'
  | 'turns'
  | 'measurements'
  | 'benchmarks'
  | 'settings'
  | 'models'
  | 'app'
  | 'other';

export interface KeptGroup {
  id: KeptGroupId;
  /** Names as developer tools show them, such as `IndexedDB: turns`. */
  places: readonly string[];
  /** Records or files. */
  items: number;
  /** Undefined where the browser tells no size of its own for these. */
  sizeBytes: number | undefined;
}

/** Why a host can be contacted. */
export type HostPurpose = 'own' | 'device' | 'build' | 'hub' | 'allowed' | 'collector' | 'webhook';

export interface HostRow {
  /** As `https://hub.example`. */
  origin: string;
  purpose: HostPurpose;
  /** The user allowed it, and can take that back. */
  removable: boolean;
  /** False: an address is set, but the page is not allowed to reach it. */
  open: boolean;
}

export interface RequestRow {
  origin: string;
  own: boolean;
  visit: number;
  visitBytes: number;
  /** Undefined while nothing can be kept. */
  ever: number | undefined;
  everBytes: number | undefined;
}

export interface PrivacyView {
  kept: readonly KeptGroup[];
  /** All of it, as the browser counts; undefined where it does not. */
  usedBytes: number | undefined;
  hosts: readonly HostRow[];
  /** What was allowed or closed takes effect when the page is loaded again. */
  needsReload: boolean;
  requests: readonly RequestRow[];
  /** When the count began, in milliseconds since 1970. */
  countedSinceMs: number | undefined;
  /** What was asked for last and came to something, or not. A new object each time. */
  outcome: { kind: 'removed' | 'not-removed' | 'closed' | 'not-closed' } | undefined;
}

export type PrivacyIntent =
  | { kind: 'remove'; group: KeptGroupId }
  | { kind: 'disallow'; origin: string }
  | { kind: 'forget-requests' }
  | { kind: 'reload' }
  | { kind: 'close' };

export class PrivacyIntentEvent extends Event {
  static readonly type = 'sotto-privacy-intent';

  constructor(readonly intent: PrivacyIntent) {
    super(PrivacyIntentEvent.type, { bubbles: true, composed: true });
  }
}
