import type { ErrorCode } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';

/** What each name of a DOMException from getUserMedia means. Media Capture and Streams §10.2. */
const CODES: Record<string, ErrorCode> = {
  NotAllowedError: 'microphone-denied',
  SecurityError: 'microphone-denied',
  NotFoundError: 'microphone-missing',
  OverconstrainedError: 'microphone-missing',
  NotReadableError: 'microphone-busy',
  AbortError: 'microphone-busy',
};

/**
 * The error of a getUserMedia call in the house's codes. `permission` is the microphone's permission after the call: a
 * refusal that leaves it at `prompt` was only a dismissed question, and may be asked again.
 */
export function microphoneError(error: unknown, permission: PermissionState | undefined): SottoError {
  const name = error instanceof Error ? error.name : '';
  // OverconstrainedError is no Error in every browser, only an object with a name.
  const known = CODES[name || (typeof error === 'object' && error && 'name' in error ? String(error.name) : '')];
  const code =
    known === 'microphone-denied' && permission === 'prompt' ? 'microphone-dismissed' : (known ?? 'internal');
  const message = error instanceof Error ? error.message : String(error);
  return new SottoError(code, message || code, { cause: error });
}

/** The microphone's permission, where the browser can be asked. */
export async function microphonePermission(): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state;
  } catch {
    return undefined; // Firefox before 131 and older Safari refuse the name
  }
}
