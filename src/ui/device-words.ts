/** A device that came or went, as a note beside a working page. */
import { words } from './text/devices/words';
import type { FaultView } from './view-model';

export interface DeviceNote {
  kind: 'microphone-gone' | 'microphone-back' | 'speaker-gone' | 'speaker-back';
  /** The device's name; empty where the browser never told it. */
  label: string;
  /** What is used instead. */
  instead?: string | undefined;
}

export function deviceWords({ kind, label, instead = '' }: DeviceNote): FaultView {
  const { microphoneGone, microphoneBack, speakerGone, speakerBack } = words();
  const said = {
    'microphone-gone': () => microphoneGone(label, instead),
    'microphone-back': () => microphoneBack(label),
    'speaker-gone': () => speakerGone(label),
    'speaker-back': () => speakerBack(label),
  };
  return { ...said[kind](), detail: label, action: undefined };
}
