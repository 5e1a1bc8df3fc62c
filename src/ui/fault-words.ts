/** Every error code in words, with the button that does what can be done about it. The words: text/faults. */
import type { ErrorCode } from '../../workers/protocol';
import { faultsText } from './text/faults/words';
import type { FaultView, Intent } from './view-model';

type Action = 'retry' | 'talk';

/** What may help; a code that is not here has no button that could. */
const ACTIONS: Partial<Record<ErrorCode, Action>> = {
  aborted: 'retry',
  'storage-unavailable': 'retry',
  'storage-full': 'retry',
  'download-failed': 'retry',
  'pack-invalid': 'retry',
  'model-missing': 'retry',
  'model-corrupt': 'retry',
  'model-load-failed': 'retry',
  'out-of-memory': 'retry',
  'gpu-lost': 'retry',
  'microphone-denied': 'talk',
  'microphone-dismissed': 'talk',
  'microphone-missing': 'talk',
  'microphone-busy': 'talk',
  'microphone-lost': 'talk',
  'audio-output-failed': 'talk',
  internal: 'retry',
};

const INTENTS: Record<Action, Intent> = { retry: { kind: 'retry' }, talk: { kind: 'talk' } };

/**
 * A fault whose words are in the language in use whenever they are read: it may stand on the page while that changes.
 * @param detail the technical line, shown folded.
 */
export function faultWords(code: ErrorCode, detail: string): FaultView {
  const action = ACTIONS[code];
  return {
    get title() {
      return faultsText().faults[code].title;
    },
    get advice() {
      return faultsText().faults[code].advice;
    },
    detail: `${code}: ${detail}`,
    action: action && {
      get label() {
        const { retry, talkAgain } = faultsText();
        return action === 'retry' ? retry : talkAgain;
      },
      intent: INTENTS[action],
    },
  };
}
