/**
 * What the language model is told before anything else. Changing a byte of it re-evaluates every cached prompt.
 *
 * 22 tokens. One of 123 tokens gave no better answers to 14 everyday questions, and each token of context makes every
 * later one dearer: 16 new tokens take 103 ms after 48, 159 ms after 128 and 281 ms after 300 (2 threads, n=5 each).
 */
export const SYSTEM_PROMPT =
  'You are Sotto, a friendly voice assistant. Answer in one or two short, plain spoken sentences.';

/** Two short spoken sentences are 20–45 tokens; the cap is for a reply that forgets to end. */
export const MAX_REPLY_TOKENS = 60;
