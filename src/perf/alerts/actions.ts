/** What is done about an alert, besides keeping and showing it. */
import type { AlertAction } from '../../store/alert';
import type { AlertChange } from './alert-engine';
import type { AlertNotifications } from './notifications';
import { postWebhook } from './webhook';

export type ActionOutcome =
  | { kind: 'done' }
  /** Nothing was to be done, or the user has not allowed it. */
  | { kind: 'skipped'; reason: string }
  | { kind: 'failed'; message: string };

export interface AlertActionsOptions {
  /** Where warnings go. */
  log: (line: string) => void;
  notifications: AlertNotifications;
  /** Asks for less work while the alert lasts; told of its beginning and of its end. */
  onDegrade: (change: AlertChange) => void;
  /** The user's own address; undefined while there is none. */
  webhookAddress: () => string | undefined;
  fetch: typeof fetch;
}

/** Does what the rule says. Never throws and never asks for a permission: what went wrong is told. */
export async function act(change: AlertChange, options: AlertActionsOptions): Promise<ActionOutcome> {
  try {
    return await ACTIONS[change.alert.action](change, options);
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** An alert in one line: `Slow reply: latency > 3000, now 3421 (pipeline)`. */
export function alertLine({ kind, alert }: AlertChange): string {
  const { rule, condition, value, component } = alert;
  const figure = Math.abs(value) < 10 ? Number(value.toFixed(3)) : Math.round(value);
  const whose = component ? ` (${component})` : '';
  return kind === 'raised' ? `${rule}: ${condition}, now ${figure}${whose}` : `${rule}: over`;
}

const ACTIONS: Record<
  AlertAction,
  (change: AlertChange, options: AlertActionsOptions) => ActionOutcome | Promise<ActionOutcome>
> = {
  log_warning: (change, { log }) => {
    log(alertLine(change));
    return { kind: 'done' };
  },
  send_notification: (change, { notifications }) => {
    if (change.kind === 'cleared') return { kind: 'skipped', reason: 'A notification is of what begins.' };
    const state = notifications.show(`Sotto: ${change.alert.rule}`, alertLine(change));
    switch (state) {
      case 'on':
        return { kind: 'done' };
      case 'off':
        return { kind: 'skipped', reason: 'Notifications are switched off.' };
      case 'denied':
        return { kind: 'skipped', reason: 'The browser does not allow Sotto to notify.' };
      case 'unavailable':
        return { kind: 'skipped', reason: 'This browser has no notifications.' };
    }
  },
  degrade: (change, { onDegrade }) => {
    onDegrade(change);
    return { kind: 'done' };
  },
  webhook: async (change, { webhookAddress, fetch: fetchLike }) => {
    const outcome = await postWebhook(webhookAddress(), change, fetchLike);
    switch (outcome.kind) {
      case 'sent':
        return { kind: 'done' };
      case 'off':
        return { kind: 'skipped', reason: 'No address is set.' };
      case 'failed':
        return outcome;
    }
  },
};
