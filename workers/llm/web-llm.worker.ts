/** The language model by WebLLM, on the GPU: messages in, a stream of text out. */
import { reportMeasures } from '../measures';
import type { LlmCalls } from '../protocol';
import { serve } from '../rpc';
import { GpuLoss, watchDevices } from './gpu-loss';
import { replierHandlers } from './replier-handlers';
import { webLlmLoader } from './web-llm-load';

const loss = new GpuLoss();
if ('GPUAdapter' in self) watchDevices(GPUAdapter.prototype, loss);

reportMeasures('llm', self);
serve<LlmCalls>(
  self,
  replierHandlers(
    webLlmLoader({
      realm: self,
      loss,
      requestAdapter: async () =>
        'gpu' in navigator ? await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }) : null,
      // Six megabytes of code, for those alone whose device can run it.
      createEngine: async (config) => new (await import('@mlc-ai/web-llm')).MLCEngine(config),
    }),
  ),
);
