/** One stage at a time, theirs and ours on the same input: milliseconds from the question to the answer, both as this page sees them. */
import { MAX_REPLY_TOKENS } from '../../src/agent/prompt';
import type { ChatMessage, VadToStt } from '../../workers/protocol';
import { isAborted } from '../../workers/rpc';
import type { OwnWorkers } from './own-workers';
import type { PeerWorkers } from './peer-workers';
import { askedAt, SENTENCES } from './stage-texts';

const SAMPLE_RATE_HZ = 16_000;
const FRAME_SAMPLES = 512;
/** From the beginning of one excerpt of the reading to the next one's. */
const EXCERPT_STEP_S = 3.7;

/** Milliseconds, or undefined where a side gave nothing that could be timed. */
export interface Pair {
  theirs: number | undefined;
  ours: number | undefined;
}

export interface StageSides {
  theirs: PeerWorkers;
  ours: OwnWorkers;
  /** A long reading at 16 kHz. */
  reading: Float32Array;
}

let lastId = 0;

/** Transcript of an excerpt of so many seconds that is there at once. Sotto has heard all but its last frame before, as it has while somebody speaks. */
export async function transcriptPair(
  { theirs, ours, reading }: StageSides,
  seconds: number,
  index: number,
): Promise<Pair> {
  const room = reading.length / SAMPLE_RATE_HZ - seconds;
  const from = Math.floor(((index * EXCERPT_STEP_S) % room) * SAMPLE_RATE_HZ);
  const samples = reading.slice(from, from + seconds * SAMPLE_RATE_HZ);
  return inTurn(
    index,
    () => timed(() => theirs.stt.call('transcribe', { samples })),
    async () => {
      const utteranceId = ++lastId;
      const push = (part: Float32Array) =>
        ours.audioPort.postMessage({
          kind: 'audio',
          utteranceId,
          samples: part.slice(),
          speechProbability: 1,
        } satisfies VadToStt);
      const lastFrom = samples.length - FRAME_SAMPLES;
      for (let at = 0; at < lastFrom; at += FRAME_SAMPLES)
        push(samples.subarray(at, Math.min(lastFrom, at + FRAME_SAMPLES)));
      await ours.stt.ping(10_000);
      const tookMs = await timed(() => {
        push(samples.subarray(lastFrom));
        return ours.stt.call('transcribe', { utteranceId, sampleCount: samples.length, mode: 'final' });
      });
      await ours.stt.call('forget', { utteranceId });
      return tookMs;
    },
  );
}

/** First token, and first text that is handed to the voice: their first sentence, our first clause. */
export async function replyPairs({ theirs, ours }: StageSides, index: number): Promise<{ token: Pair; text: Pair }> {
  const { history, question } = askedAt(index);
  const messages: ChatMessage[] = [...history, { role: 'user', content: question }];
  const token: Pair = { theirs: undefined, ours: undefined };
  const text: Pair = { theirs: undefined, ours: undefined };
  await inTurn(
    index,
    async () => {
      const startMs = performance.now();
      const onProgress = ({ kind }: { kind: 'first-token' | 'sentence' }) => {
        const row = kind === 'first-token' ? token : text;
        row.theirs ??= performance.now() - startMs;
      };
      const request = { messages, maxTokens: MAX_REPLY_TOKENS, maxSentences: 1 };
      await theirs.llm.call('generate', request, { onProgress });
      return undefined;
    },
    async () => {
      // The app does this while nobody waits: behind the reply before, and while the user speaks.
      await ours.llm.call('prime', { messages: history, opening: undefined });
      const enough = new AbortController();
      const startMs = performance.now();
      const onProgress = ({ kind }: { kind: 'text' | 'clause' | 'question-end' }) => {
        if (kind === 'question-end') return;
        token.ours ??= performance.now() - startMs;
        if (kind !== 'clause') return;
        text.ours ??= performance.now() - startMs;
        enough.abort();
      };
      const request = { messages, maxTokens: MAX_REPLY_TOKENS, earlyClause: true, holdAfterClause: false };
      try {
        await ours.llm.call('generate', request, { onProgress, signal: enough.signal });
      } catch (error) {
        if (!isAborted(error)) throw error;
      }
      await ours.llm.ping(10_000);
      return undefined;
    },
  );
  return { token, text };
}

/** First samples of a sentence of so many words: theirs come with the last. */
export async function voicePair({ theirs, ours }: StageSides, words: 4 | 8 | 20, index: number): Promise<Pair> {
  const sentences = SENTENCES[words];
  const text = sentences[index % sentences.length]!;
  return inTurn(
    index,
    () => timed(() => theirs.tts.call('speak', { text })),
    async () => {
      const replyId = ++lastId;
      const startMs = performance.now();
      let firstMs: number | undefined;
      ours.playbackPort.onmessage = () => {
        firstMs ??= performance.now() - startMs;
      };
      await ours.tts.call('speak', { replyId, text, rate: 1 });
      return firstMs;
    },
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** One after the other; who is first changes from pair to pair, so that neither always comes upon what the other left. */
async function inTurn(
  index: number,
  theirs: () => Promise<number | undefined>,
  ours: () => Promise<number | undefined>,
): Promise<Pair> {
  if (index % 2 === 0) {
    const first = await theirs();
    return { theirs: first, ours: await ours() };
  }
  const first = await ours();
  return { theirs: await theirs(), ours: first };
}
