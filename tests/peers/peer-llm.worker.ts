/**
 * The reply as the tutorials of transformers.js have it: the text-generation pipeline over the whole conversation anew, its
 * text handed on sentence by sentence.
 */
import { InterruptableStoppingCriteria, pipeline, TextStreamer } from '@huggingface/transformers';
import { serve } from '../../workers/rpc';
import { configureTransformers } from './configure-transformers';
import type { PeerLlmCalls } from './peer-calls';
import { SentenceSplitter } from './sentence-splitter';

/** Sotto's own, so that both write about the same. */
const REPETITION_PENALTY = 1.1;
const load = () => pipeline('text-generation', 'smollm2-135m', { dtype: 'q8', device: 'wasm' });
let loaded: Awaited<ReturnType<typeof load>> | undefined;

serve<PeerLlmCalls>(self, {
  async load(runtime) {
    configureTransformers(runtime);
    loaded = await load();
    return null;
  },
  async generate({ messages, maxTokens, maxSentences }, { progress }) {
    if (!loaded) throw new Error('The language model is not loaded.');
    const stop = new InterruptableStoppingCriteria();
    let begun = false;
    const splitter = new SentenceSplitter(maxSentences);
    const hand = (sentences: string[]) => {
      for (const text of sentences) progress({ kind: 'sentence', text });
      if (splitter.full) stop.interrupt();
    };
    const streamer = new TextStreamer(loaded.tokenizer, {
      skip_prompt: true,
      skip_special_tokens: true,
      token_callback_function: () => {
        if (!begun) progress({ kind: 'first-token' });
        begun = true;
      },
      callback_function: (piece) => hand(splitter.push(piece)),
    });
    await loaded(messages, {
      max_new_tokens: maxTokens,
      do_sample: false,
      repetition_penalty: REPETITION_PENALTY,
      streamer,
      stopping_criteria: stop,
    });
    hand(splitter.finish());
    return { text: splitter.sentences.join(' ') };
  },
});
