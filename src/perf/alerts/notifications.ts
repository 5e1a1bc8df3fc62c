/** Notifications of the browser: shown only to a user who switched them on and whose browser agreed. */

export type NotificationState =
  /** The user has not asked for them. */
  | 'off'
  | 'on'
  /** The user asked for them, and the browser was told no. */
  | 'denied'
  /** This browser has none. */
  | 'unavailable';

/** What is used of the Notification API. */
export interface NotificationsLike {
  readonly permission: NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
  /** May throw: phones show notifications only from a service worker. */
  show(title: string, options: { body: string; tag: string }): void;
}

/** The browser's own; undefined where there are none. */
export function browserNotifications(): NotificationsLike | undefined {
  if (typeof Notification !== 'function') return undefined;
  return {
    get permission() {
      return Notification.permission;
    },
    requestPermission: () => Notification.requestPermission(),
    show: (title, options) => {
      new Notification(title, options);
    },
  };
}

export class AlertNotifications {
  #isWanted: boolean;

  /** @param isWanted whether the user switched them on in an earlier session; asks for nothing. */
  constructor(
    private readonly api: NotificationsLike | undefined,
    isWanted: boolean,
  ) {
    this.#isWanted = isWanted;
  }

  get state(): NotificationState {
    if (!this.api) return 'unavailable';
    if (!this.#isWanted) return 'off';
    // A question that was closed without an answer can be asked again: that is as good as off.
    return ({ granted: 'on', denied: 'denied', default: 'off' } as const)[this.api.permission];
  }

  /** Only from the user's own click: the browser may ask. */
  async switchOn(): Promise<NotificationState> {
    this.#isWanted = true;
    if (this.api?.permission === 'default') {
      try {
        await this.api.requestPermission();
      } catch {
        // Refused by a policy: the state says what there is.
      }
    }
    return this.state;
  }

  switchOff(): void {
    this.#isWanted = false;
  }

  /** Never asks for anything. Throws what the browser throws when it cannot show one. */
  show(title: string, body: string): NotificationState {
    const { state } = this;
    // One at a time of each: a newer one takes the place of the older.
    if (state === 'on') this.api?.show(title, { body, tag: title });
    return state;
  }
}
