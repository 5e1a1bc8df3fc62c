/** Speech to text as the tutorials of transformers.js have it: the pipeline, which pads every utterance to 30 s. */
import { pipeline } from '@huggingface/transformers';
import { serve } from '../../workers/rpc';
import { configureTransformers } from './configure-transformers';
import type { PeerSttCalls } from './peer-calls';

const load = () => pipeline('automatic-speech-recognition', 'whisper-tiny.en', { dtype: 'q8', device: 'wasm' });
let loaded: Awaited<ReturnType<typeof load>> | undefined;

serve<PeerSttCalls>(self, {
  async load(runtime) {
    configureTransformers(runtime);
    loaded = await load();
    return null;
  },
  async transcribe({ samples }) {
    if (!loaded) throw new Error('The recogniser is not loaded.');
    const found = await loaded(samples);
    return { text: (Array.isArray(found) ? found : [found]).map(({ text }) => text.trim()).join(' ') };
  },
});
