/** The system's voice in this browser; one without voices where it has none. */
import type { PlaybackToPage } from '../workers/protocol';
import { SystemVoice } from './audio/system-voice';

/** A browser that cannot speak: no voices, so that nobody asks anything else of it. */
class Mute extends EventTarget {
  getVoices(): SpeechSynthesisVoice[] {
    return [];
  }
}

export function openBrowserVoice(onMessage: (message: PlaybackToPage) => void, onVoices: () => void): SystemVoice {
  const synth: SpeechSynthesis | undefined = globalThis.speechSynthesis;
  return new SystemVoice({
    synth: synth ?? (new Mute() as unknown as SpeechSynthesis),
    utter: (text) => new SpeechSynthesisUtterance(text),
    // What Sotto says is English, whatever its page speaks.
    language: 'en-US',
    pauses: !/Android/.test(navigator.userAgent),
    onMessage,
    onVoices,
  });
}
