/** Which speaker an audio context plays through, where the browser lets a page choose (Chromium 110, Firefox and Safari: not yet). */
import { SottoError } from '../../workers/rpc';

/** A context that can be led to a speaker; https://webaudio.github.io/web-audio-api/#dom-audiocontext-setsinkid. */
interface SteerableContext {
  readonly sinkId: string | { type: 'none' };
  setSinkId(sinkId: string): Promise<void>;
}

/** Whether a page can choose the speaker here. */
export function canChooseSpeaker(): boolean {
  return typeof AudioContext === 'function' && 'setSinkId' in AudioContext.prototype;
}

/**
 * Leads a context to a speaker; undefined for the system's own. Where the browser gives no choice, nothing happens.
 * Throws SottoError `audio-output-failed` when the speaker is not there or is refused; the one before goes on.
 */
export async function useSpeaker(context: AudioContext, deviceId: string | undefined): Promise<void> {
  if (!isSteerable(context)) return;
  const sinkId = deviceId === 'default' ? '' : (deviceId ?? '');
  if (context.sinkId === sinkId) return;
  try {
    await context.setSinkId(sinkId);
  } catch (cause) {
    throw new SottoError('audio-output-failed', 'The browser does not play through this speaker.', { cause });
  }
}

function isSteerable(context: AudioContext): context is AudioContext & SteerableContext {
  return 'setSinkId' in context;
}
