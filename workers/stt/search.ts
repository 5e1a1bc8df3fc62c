/** Which tokens a transcript is made of, where the likeliest one at each step is not enough. No model in here. */
import { type Choice, pick } from './greedy';

/** How a transcript is looked for. */
export interface Search {
  /** Transcripts followed at once; with a temperature, transcripts drawn, of which the likeliest is taken. */
  beams: number;
  /** 0 takes likelier tokens first; above it tokens are drawn. */
  temperature: number;
}

/** The likeliest token at each step: what drafts can be checked against. */
export const GREEDY: Search = { beams: 1, temperature: 0 };

export function isGreedy({ beams, temperature }: Search): boolean {
  return beams <= 1 && temperature === 0;
}

/** A transcript in the making, and what its reader remembers. */
export interface Hypothesis<M> {
  tokens: readonly number[];
  logProbability: number;
  memory: M;
}

/** A transcript that came to its end, or to the cap on its tokens. */
export interface Found {
  tokens: number[];
  /** Of all tokens and of the end. */
  logProbability: number;
  ended: boolean;
}

export interface SearchedText<M> {
  /** Memory of the prompt, and the logits behind it. */
  memory: M;
  logits: Float32Array;
  /** Tokens that may come first, and later; one entry a token. */
  allowedFirst: Uint8Array;
  allowed: Uint8Array;
  endToken: number;
  /** A transcript longer than this is a runaway. */
  maxTokens: number;
  /** Reads one token; called in order, one at a time. `written` is the likeliest transcript so far. */
  read(memory: M, token: number, written: readonly number[]): Promise<{ logits: Float32Array; memory: M }>;
  /** Nothing more will be read behind these. */
  forget(memories: readonly M[]): void;
}

/**
 * Beam search as in OpenAI's whisper/decoding.py (patience 1): the best `beams` transcripts are followed until as many have
 * ended; the one with the highest log probability a token is taken.
 */
export async function beamSearch<M>(text: SearchedText<M>, beams: number): Promise<Found> {
  const finished: Found[] = [];
  let live: { hypothesis: Hypothesis<M>; logits: Float32Array }[] = [
    { hypothesis: { tokens: [], logProbability: 0, memory: text.memory }, logits: text.logits },
  ];
  for (;;) {
    const first = live[0]!.hypothesis.tokens.length === 0;
    const candidates = live.flatMap(({ hypothesis, logits }) =>
      // One more than there are beams: the end may be among them, and takes no beam.
      likeliest(logits, first ? text.allowedFirst : text.allowed, beams + 1).map(({ token, logProbability }) => ({
        from: hypothesis,
        token,
        logProbability: hypothesis.logProbability + logProbability,
      })),
    );
    candidates.sort((a, b) => b.logProbability - a.logProbability);
    const next: typeof candidates = [];
    for (const candidate of candidates) {
      if (next.length === beams) break;
      const { from, token, logProbability } = candidate;
      if (token !== text.endToken) next.push(candidate);
      else if (finished.length < beams) finished.push({ tokens: [...from.tokens], logProbability, ended: true });
    }
    const best = next[0];
    const isOver = finished.length >= beams || !best || best.from.tokens.length >= text.maxTokens;
    if (isOver) {
      if (!finished.length && best) {
        finished.push({ tokens: [...best.from.tokens, best.token], logProbability: best.logProbability, ended: false });
      }
      text.forget(live.map(({ hypothesis }) => hypothesis.memory));
      return surest(finished);
    }
    const written = [...best.from.tokens, best.token];
    const grown: typeof live = [];
    try {
      for (const { from, token, logProbability } of next) {
        const { logits, memory } = await text.read(from.memory, token, written);
        grown.push({ hypothesis: { tokens: [...from.tokens, token], logProbability, memory }, logits });
      }
    } catch (error) {
      text.forget(grown.map(({ hypothesis }) => hypothesis.memory));
      throw error;
    } finally {
      text.forget(live.map(({ hypothesis }) => hypothesis.memory));
    }
    live = grown;
  }
}

/** One transcript after the other, drawn token by token; the likeliest of them. */
export async function drawnSearch<M>(text: SearchedText<M>, search: Search, random: () => number): Promise<Found> {
  const found: Found[] = [];
  try {
    for (let i = 0; i < search.beams; i++) found.push(await drawOne(text, search.temperature, random));
  } finally {
    text.forget([text.memory]);
  }
  return surest(found);
}

async function drawOne<M>(text: SearchedText<M>, temperature: number, random: () => number): Promise<Found> {
  const tokens: number[] = [];
  let { memory, logits } = text;
  let logProbability = 0;
  try {
    for (;;) {
      const choice = draw(logits, tokens.length ? text.allowed : text.allowedFirst, temperature, random);
      logProbability += choice.logProbability;
      if (choice.token === text.endToken) return { tokens, logProbability, ended: true };
      tokens.push(choice.token);
      if (tokens.length > text.maxTokens) return { tokens, logProbability, ended: false };
      const before = memory;
      ({ memory, logits } = await text.read(before, choice.token, tokens));
      if (before !== text.memory) text.forget([before]);
    }
  } finally {
    if (memory !== text.memory) text.forget([memory]);
  }
}

/** The highest log probability a token, the end counted: as long as it is short, a text is not favoured for it. */
function surest(found: readonly Found[]): Found {
  const perToken = ({ tokens, logProbability }: Found) => logProbability / (tokens.length + 1);
  return found.reduce((best, one) => (perToken(one) > perToken(best) ? one : best));
}

/** The `count` likeliest allowed tokens, the likeliest first; fewer where fewer are allowed. */
export function likeliest(logits: Float32Array, allowed: Uint8Array, count: number): Choice[] {
  const top = pick(logits, allowed);
  const logSum = logits[top.token]! - top.logProbability;
  const best: Choice[] = [];
  for (let token = 0; token < allowed.length; token++) {
    if (!allowed[token]) continue;
    const logProbability = logits[token]! - logSum;
    const worst = best.at(-1);
    if (best.length === count && worst && logProbability <= worst.logProbability) continue;
    if (best.length === count) best.pop();
    const at = best.findIndex((one) => one.logProbability < logProbability);
    best.splice(at < 0 ? best.length : at, 0, { token, logProbability });
  }
  return best;
}

/** An allowed token by chance. Its log probability is the model's own, as if the temperature were 1. */
export function draw(logits: Float32Array, allowed: Uint8Array, temperature: number, random: () => number): Choice {
  const top = pick(logits, allowed);
  const best = logits[top.token]!;
  const weight = (token: number) => (allowed[token] ? Math.exp((logits[token]! - best) / temperature) : 0);
  let sum = 0;
  for (let token = 0; token < allowed.length; token++) sum += weight(token);
  let left = random() * sum;
  let token = top.token;
  for (let i = 0; i < allowed.length; i++) {
    const share = weight(i);
    if (share === 0) continue;
    token = i;
    left -= share;
    if (left < 0) break;
  }
  return { token, logProbability: top.logProbability + logits[token]! - best };
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
