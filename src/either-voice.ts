/** One voice for the agent, though there are two: that of a model, and the browser's own. */
import type { VoiceStage } from './agent/stages';

/**
 * @param own the model's, which sets the loudness of both
 * @param current the voice in use: asked with each call, since the user may choose the other at any time
 */
export function eitherVoice(own: VoiceStage, current: () => VoiceStage): VoiceStage {
  return {
    available: () => current().available(),
    open: (replyId) => current().open(replyId),
    speak: (replyId, text, options) => current().speak(replyId, text, options),
    start: (replyId) => current().start(replyId),
    hold: () => current().hold(),
    release: () => current().release(),
    duck: (gain) => current().duck(gain),
    // Whoever is in use next is as loud.
    volume: (gain) => own.volume(gain),
    finish: (replyId) => current().finish(replyId),
    flush: (replyId) => current().flush(replyId),
  };
}
