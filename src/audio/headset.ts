/** Buttons of a headset or a keyboard, by the browser's media session. */
export interface HeadsetHandlers {
  /** Pause or stop: silence. */
  onStop(): void;
  /** Play, or the microphone's own button. */
  onTalk(): void;
}

/**
 * Takes the buttons. Browsers may give them only to pages that play a media element, and Sotto plays through Web Audio: where
 * they do not come, nothing is lost but the button.
 */
export function watchHeadset({ onStop, onTalk }: HeadsetHandlers): void {
  const session = 'mediaSession' in navigator ? navigator.mediaSession : undefined;
  const actions: [MediaSessionAction | 'togglemicrophone' | 'hangup', () => void][] = [
    ['pause', onStop],
    ['stop', onStop],
    ['hangup', onStop],
    ['play', onTalk],
    ['togglemicrophone', onTalk],
  ];
  for (const [action, handler] of actions) {
    try {
      session?.setActionHandler(action as MediaSessionAction, handler);
    } catch {
      // An action this browser does not know.
    }
  }
}
