/** The language model as the agent sees it, over its worker. */
import type { LlmCalls } from '../workers/protocol';
import type { ModelStage } from './agent/stages';
import type { ModelWorker } from './models/model-worker';

/** @param worker runs `llm.worker`. */
export function modelStage(worker: Pick<ModelWorker<LlmCalls>, 'call'>): ModelStage {
  return {
    generate: (messages, maxTokens, { signal, earlyClause, holdAfterClause, onDelta, onClause, onQuestionEnd }) =>
      worker.call(
        'generate',
        { messages, maxTokens, earlyClause, holdAfterClause },
        {
          signal,
          onProgress: (progress) => {
            switch (progress.kind) {
              case 'text':
                return onDelta(progress.delta);
              case 'clause':
                return onClause(progress.text);
              case 'question-end':
                return onQuestionEnd?.(progress.probability);
            }
          },
        },
      ),
    prime: async (messages, opening, signal) => {
      await worker.call('prime', { messages, opening }, { signal });
    },
    // A model that cannot be held has failed, and its reply tells of it.
    hold: () => void worker.call('hold', null).catch(() => {}),
    release: () => void worker.call('release', null).catch(() => {}),
  };
}
