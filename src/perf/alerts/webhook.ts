/** Tells an address of the user's own of an alert. Without an address nothing leaves the device. */
import type { AlertChange } from './alert-engine';

/** Somebody who has not answered by then is not waited for. A choice. */
const TIMEOUT_MS = 10_000;

export type WebhookOutcome =
  | { kind: 'sent' }
  /** The user has set no address. */
  | { kind: 'off' }
  | { kind: 'failed'; message: string };

/** The address a user typed, if a page can post to it: http or https, and no password in it. */
export function webhookUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
}

/** The body: what the rule says and what it saw, and no word that was spoken. */
export function webhookBody({ kind, alert }: AlertChange): string {
  return JSON.stringify({ source: 'sotto', kind, ...alert });
}

/** Posts JSON once. Never throws: what went wrong is told. */
export async function postWebhook(
  address: string | undefined,
  change: AlertChange,
  fetchLike: typeof fetch,
): Promise<WebhookOutcome> {
  if (!address?.trim()) return { kind: 'off' };
  const url = webhookUrl(address.trim());
  if (!url) return { kind: 'failed', message: 'The address is no http or https address without a password.' };
  try {
    const response = await fetchLike(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: webhookBody(change),
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? { kind: 'sent' } : { kind: 'failed', message: `${url.host} answered ${response.status}.` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message: `${url.host} was not reached: ${reason}.` };
  }
}
