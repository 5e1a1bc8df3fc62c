/** What docs/models.md shows: that it compiles, and that it does what the page says. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOG } from '../../src/models/catalog';
import { chooseModel } from '../../src/models/choose-model';
import { hubModelOf } from '../../src/models/hub-model';
import { ADDED } from './added-model';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const catalog = [...CATALOG, ADDED];
const options = { role: 'stt', tier: 'standard', shaderF16: false, catalog } as const;

describe('the worked example of docs/models.md', () => {
  it('is the one that is compiled and run here', () => {
    const [, shown] = /```ts\n([\s\S]+?)```/.exec(read('../../docs/models.md')) ?? [];
    expect(shown).toBe(read('added-model.ts'));
  });

  it('is fetched from where it says, is used when it is chosen, and not before', () => {
    const places = { hubUrl: 'https://hub.example', webLlmLibrariesUrl: undefined };
    expect(hubModelOf(ADDED, places)?.files[0]?.url).toBe(
      'https://hub.example/onnx-community/whisper-base.en/resolve/main/config.json',
    );
    const installed = new Set([ADDED.id]);
    expect(chooseModel({ ...options, wanted: ADDED.id, installed })).toMatchObject({
      model: ADDED,
      device: 'wasm',
      reason: { kind: 'chosen' },
    });
    expect(chooseModel({ ...options, wanted: 'auto', installed }).model.id).not.toBe(ADDED.id);
    expect(chooseModel({ ...options, wanted: ADDED.id, installed: new Set() }).reason).toEqual({
      kind: 'missing',
      wanted: ADDED.title,
    });
  });
});
