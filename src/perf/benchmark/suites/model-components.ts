/** The components that are a model: detector, transcriber, language model, voice, and the loading of each. */
import { SottoError } from '../../../../workers/rpc';
import type { BenchmarkTargets } from '../targets';
import { clipOf } from './clips';
import { componentHead, type PricedLane } from './component-lane';
import type { JobSource } from './job';
import type { Lane } from './lanes';

/** Frames in one call: few enough that a cancelled run is not waited for, many enough that the call is no part of the time. */
const FRAMES_AT_ONCE = 25;

/** Speech lengths of the recordings, in seconds. */
const SPEECH_S = [1.5, 3, 5, 10, 30] as const;

/** Words of the sentences spoken. */
const SENTENCE_WORDS = [4, 8, 20] as const;

/** Enough for a rate, about as many as an answer has. */
const REPLY_TOKENS = 48;
const PREFILL_TOKENS = 128;

/** A model's load takes seconds and megabytes: more of them than these would be most of a run. */
export const MOST_WARM_LOADS = 20;
export const MOST_COLD_LOADS = 5;

export function modelLanes(source: JobSource): PricedLane[] {
  return [
    detectorLane(source),
    ...transcriberLanes(source),
    ...languageLanes(source),
    ...voiceLanes(source),
    ...loadLanes(source),
  ];
}

function warm({ plan }: JobSource): Pick<Lane, 'iterations' | 'warmUps'> {
  return { iterations: plan.componentIterations, warmUps: plan.warmUps };
}

function detectorLane(source: JobSource): PricedLane {
  const id = 'vad.frame';
  return {
    expectedMs: 1,
    lane: {
      heads: [componentHead({ id, component: 'vad', title: 'A frame of 32 ms through the detector' })],
      ...warm(source),
      attempt: async (signal, { left }) => {
        const frameMs = await source.targets.detect(Math.min(left, FRAMES_AT_ONCE), signal);
        return frameMs.map((value) => ({ id, value }));
      },
    },
  };
}

function transcriberLanes(source: JobSource): PricedLane[] {
  const { targets, clips } = source;
  const modes = ['partial', 'final'] as const;
  return modes.flatMap((mode) =>
    SPEECH_S.map((seconds): PricedLane => {
      const id = `stt.${mode}.${seconds}s`;
      return {
        expectedMs: mode === 'partial' ? 150 : 100 + 60 * seconds,
        lane: {
          heads: [
            componentHead({
              id,
              component: 'stt',
              title: `Transcript of ${seconds} s, ${mode === 'partial' ? 'first partial' : 'final'}`,
            }),
          ],
          ...warm(source),
          attempt: async (signal) => {
            const { ms, text } = await targets.transcribe(clipOf(clips, `speech-${seconds}s`), mode, signal);
            // The first second of a recording may hold no whole word; all of it does.
            if (mode === 'final' && text.trim() === '')
              throw new SottoError('inference-failed', 'The transcript is empty.');
            return [{ id, value: ms }];
          },
        },
      };
    }),
  );
}

function languageLanes(source: JobSource): PricedLane[] {
  const { targets } = source;
  const llm = (id: string, title: string, more: Partial<ReturnType<typeof componentHead>> = {}) =>
    componentHead({ id: `llm.${id}`, component: 'llm', title, ...more });
  const cold = llm('first-token.cold', 'First token, nothing in the cache', { temperature: 'cold' });
  const reuse = llm('first-token.reuse', 'First token, prompt in the cache');
  const rate = llm('tokens-per-s', 'Tokens per second', { unit: 'per_s', better: 'more' });
  const prefill = llm('prefill-tokens-per-s', `Prompt tokens per second, of ${PREFILL_TOKENS}`, {
    unit: 'per_s',
    better: 'more',
  });
  return [
    {
      expectedMs: 1000,
      lane: {
        heads: [cold],
        iterations: source.plan.componentIterations,
        warmUps: 0,
        attempt: async (signal) => {
          const { firstTokenMs } = await targets.generate({ cold: true, maxTokens: 1 }, signal);
          return [{ id: cold.id, value: firstTokenMs }];
        },
      },
    },
    {
      expectedMs: 1000,
      lane: {
        heads: [reuse, rate],
        ...warm(source),
        attempt: async (signal) => {
          const made = await targets.generate({ cold: false, maxTokens: REPLY_TOKENS }, signal);
          return [
            { id: reuse.id, value: made.firstTokenMs },
            // Of one token there is no rate.
            { id: rate.id, value: made.tokens > 1 ? made.tokensPerS : undefined },
          ];
        },
      },
    },
    {
      expectedMs: 800,
      lane: {
        heads: [prefill],
        ...warm(source),
        attempt: async (signal) => {
          const { tokens, ms } = await targets.prefill(PREFILL_TOKENS, signal);
          return [{ id: prefill.id, value: (tokens * 1000) / ms }];
        },
      },
    },
  ];
}

function voiceLanes(source: JobSource): PricedLane[] {
  return SENTENCE_WORDS.map((words): PricedLane => {
    const first = componentHead({
      id: `tts.first-pcm.${words}w`,
      component: 'tts',
      title: `First sound of ${words} words`,
    });
    const factor = componentHead({
      id: `tts.rtf.${words}w`,
      component: 'tts',
      title: `Real-time factor of ${words} words`,
      unit: 'ratio',
    });
    return {
      expectedMs: 100 * words,
      lane: {
        heads: [first, factor],
        ...warm(source),
        attempt: async (signal) => {
          const { firstPcmMs, totalMs, audioMs } = await source.targets.speak(words, signal);
          return [
            { id: first.id, value: firstPcmMs },
            { id: factor.id, value: totalMs / audioMs },
          ];
        },
      },
    };
  });
}

function loadLanes({ plan, targets }: JobSource): PricedLane[] {
  const load = (role: BenchmarkTargets['roles'][number], how: 'warm' | 'cold'): PricedLane => {
    const id = `load.${role}.${how}`;
    const most = how === 'cold' ? MOST_COLD_LOADS : MOST_WARM_LOADS;
    return {
      expectedMs: how === 'cold' ? 6000 : 1500,
      lane: {
        heads: [
          componentHead({
            id,
            component: role,
            title: how === 'cold' ? `Load of ${role}, fetched first` : `Load of ${role} from this device`,
            temperature: how,
          }),
        ],
        iterations: Math.min(plan.componentIterations, most),
        warmUps: how === 'cold' ? 0 : plan.warmUps,
        attempt: async (signal) => [{ id, value: await targets.loadModel(role, how, signal) }],
      },
    };
  };
  return targets.roles.flatMap((role) => [load(role, 'warm'), ...(plan.coldLoads ? [load(role, 'cold')] : [])]);
}
