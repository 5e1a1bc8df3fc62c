/** The ears as the agent sees them, over the detector's worker and the recogniser's. */
import type { SttCalls, VadCalls, VadEvent } from '../workers/protocol';
import type { EarStage } from './agent/stages';
import type { ModelWorker } from './models/model-worker';

export function earStage(
  vad: Pick<ModelWorker<VadCalls, VadEvent>, 'call'>,
  stt: Pick<ModelWorker<SttCalls>, 'call'>,
): EarStage {
  return {
    transcribe: (utteranceId, sampleCount, mode, { signal, onText }) =>
      stt.call('transcribe', { utteranceId, sampleCount, mode }, { signal, onProgress: ({ text }) => onText?.(text) }),
    // A detector that cannot be told has failed, and is started again; until then its longest silence ends the turn.
    require: (utteranceId, pauseId, silenceMs) =>
      void vad.call('require', { utteranceId, pauseId, silenceMs }).catch(() => {}),
    forget: (utteranceId) => void stt.call('forget', { utteranceId }).catch(() => {}),
  };
}
