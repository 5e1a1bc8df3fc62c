import { modelLibURLPrefix, prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it } from 'vitest';
import { WEB_LLM_MODELS } from '../../src/models/web-llm-models';

describe("WebLLM's models", () => {
  it.each(WEB_LLM_MODELS)('$id is in its own list, with the same figures', (model) => {
    const record = prebuiltAppConfig.model_list.find(({ model_id }) => model_id === model.id);
    expect(record?.model).toBe(`https://huggingface.co/${model.repository}`);
    expect(record?.model_lib).toBe(modelLibURLPrefix + model.library);
    expect(record?.vram_required_MB).toBe(model.vramMegabytes);
    if (record?.required_features?.includes('shader-f16')) expect(model.needsShaderF16).toBe(true);
  });

  it('offer one without half precision for each that needs it', () => {
    const families = new Map<string, boolean>();
    for (const { id, needsShaderF16 } of WEB_LLM_MODELS) {
      const family = id.replace(/-q\df\d.*$/, '');
      families.set(family, (families.get(family) ?? false) || !needsShaderF16);
    }
    expect([...families.values()].every(Boolean)).toBe(true);
  });
});
