import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/agent/agent';
import type { CatalogModel, ChosenModel } from '../../src/models/catalog-model';
import type { ModelLoader } from '../../src/models/model-loader';
import type { Pipeline } from '../../src/pipeline';
import { fallbackOf, ROLES, Startup } from '../../src/startup';
import type { ComputeDevice, ModelRole } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { LOADED } from './model-fakes';

function chosenOf(id: string, role: ModelRole, device: ComputeDevice = 'wasm', devices = [device]): ChosenModel {
  const model = { id, role, engine: 'sotto', title: id, source: { kind: 'app' }, devices } as Partial<CatalogModel>;
  return { model: model as CatalogModel, device };
}
const starter = (role: ModelRole) => chosenOf(`starter-${role}`, role);

function startupOf(phase = 'starting') {
  const state = {
    phase,
    wanted: new Map<ModelRole, ChosenModel>(),
    using: new Map(ROLES.map((role) => [role, starter(role)])),
    /** Fails to load as often as it stands here. */
    broken: [] as string[],
    complete: true,
    log: [] as string[],
    errors: [] as string[],
    changing: [] as (string | undefined)[],
  };
  const agent = {
    get state() {
      return { phase: { name: state.phase } };
    },
    dispatch: ({ kind }: { kind: string }) => {
      state.log.push(kind);
      if (kind === 'loaded') state.phase = 'ready';
      if (kind === 'failed') state.phase = 'failed';
    },
    stop: () => state.log.push('stop'),
    prime: async () => void state.log.push('prime'),
  };
  const loader = {
    items: [],
    stored: async () => new Set(['big']),
    inspect: async () => ({ complete: state.complete, resumable: false }),
    install: async () => void state.log.push('install'),
    loadOne: async (id: string) => {
      const broken = state.broken.indexOf(id);
      if (broken >= 0) {
        state.broken.splice(broken, 1);
        throw new SottoError('model-load-failed', id);
      }
      state.log.push(`load ${id}`);
      return LOADED;
    },
  };
  const pipeline = {
    chosen: (role: ModelRole) => state.using.get(role),
    use: (role: ModelRole, chosen: ChosenModel) => {
      const before = state.using.get(role);
      state.using.set(role, chosen);
      return before?.model.id !== chosen.model.id || before.device !== chosen.device;
    },
    target: (role: ModelRole) => ({ restart: () => state.log.push(`restart ${role}`) }),
    deafen: async () => void state.log.push('deafen'),
    rewire: async () => void state.log.push('rewire'),
  };
  const loaded: string[][] = [];
  const startup = new Startup({
    agent: agent as unknown as Agent,
    loader: loader as unknown as ModelLoader,
    pipeline: pipeline as unknown as Pipeline,
    preferred: Promise.resolve(),
    choose: async (role) => state.wanted.get(role) ?? starter(role),
    starter,
    onLoaded: (answers) => loaded.push([...answers.keys()]),
    onChanging: (chosen) => state.changing.push(chosen?.model.id),
    onError: (error) => state.errors.push(error instanceof Error ? error.message : String(error)),
  });
  return { startup, state, loaded };
}

describe('starting up', () => {
  it('loads what is chosen, without fetching', async () => {
    const { startup, state, loaded } = startupOf();
    state.wanted.set('llm', chosenOf('big', 'llm'));
    await startup.load(false);
    expect(loaded).toEqual([['starter-vad', 'starter-stt', 'starter-tts', 'big']]);
    expect(state.log).not.toContain('install');
    // Who wants to talk does not wait for the prompt to be evaluated.
    expect(state.log.slice(-2)).toEqual(['loaded', 'prime']);
  });

  it('asks before it fetches', async () => {
    const { startup, state } = startupOf();
    state.complete = false;
    await startup.load(false);
    expect(state.log).toEqual(['setup-needed']);
    await startup.load(true);
    expect(state.log).toContain('install');
  });

  it('falls back to the processor, and then to the starter, and says why', async () => {
    const { startup, state, loaded } = startupOf();
    state.wanted.set('tts', chosenOf('grand', 'tts', 'webgpu', ['webgpu', 'wasm']));
    state.broken = ['grand', 'grand'];
    await startup.load(false);
    expect(loaded[0]).toContain('starter-tts');
    expect(state.errors).toEqual(['grand', 'grand']);
    expect(state.phase).toBe('ready');
    // What did not work is not tried again in this visit.
    await startup.chooseAgain();
    expect(state.using.get('tts')?.model.id).toBe('starter-tts');
    // But for who asks for it.
    await startup.tryAgain();
    expect(state.using.get('tts')).toMatchObject({ model: { id: 'grand' }, device: 'webgpu' });
  });

  it('tries what is asked for once, though the asking chooses, too', async () => {
    const { startup, state } = startupOf('ready');
    state.broken = ['grand'];
    await startup.tryAgain(async () => {
      state.wanted.set('tts', chosenOf('grand', 'tts'));
      await startup.chooseAgain();
    });
    expect(state.errors).toEqual(['grand']);
    expect(state.using.get('tts')?.model.id).toBe('starter-tts');
  });

  it('stays on the processor with a model that did not work on the graphics chip', async () => {
    const { startup, state } = startupOf();
    state.wanted.set('tts', chosenOf('grand', 'tts', 'webgpu', ['webgpu', 'wasm']));
    state.broken = ['grand'];
    await startup.load(false);
    await startup.chooseAgain();
    expect(state.using.get('tts')).toMatchObject({ model: { id: 'grand' }, device: 'wasm' });
  });

  it('fails where not even the starter works', async () => {
    const { startup, state } = startupOf();
    state.broken = ['starter-stt'];
    await startup.load(false);
    expect(state.phase).toBe('failed');
  });
});

describe('choosing other models in a running page', () => {
  it('loads only what is another, tells of it, and connects it', async () => {
    const { startup, state } = startupOf('ready');
    state.wanted.set('llm', chosenOf('big', 'llm'));
    await startup.chooseAgain();
    expect(state.log).toEqual(['stop', 'load big', 'rewire', 'prime']);
    expect(state.changing).toEqual(['big', undefined]);
  });

  it('hears nothing while there is nobody to write it down', async () => {
    const { startup, state } = startupOf('listening');
    state.wanted.set('stt', chosenOf('big', 'stt'));
    await startup.chooseAgain();
    expect(state.log).toEqual(['stop', 'deafen', 'load big', 'rewire', 'prime']);
    state.log.length = 0;
    startup.recover('stt', new SottoError('worker-crashed', 'gone'));
    await startup.recovery;
    expect(state.log).toEqual(['stop', 'deafen', 'load big', 'rewire']);
  });

  it('leaves everything alone where nothing is another', async () => {
    const { startup, state } = startupOf('listening');
    await startup.chooseAgain();
    expect(state.log).toEqual([]);
  });

  it('loads all anew where they shall work otherwise', async () => {
    const { startup, state } = startupOf('ready');
    await startup.chooseAgain(true);
    expect(state.log).toContain('restart llm');
    expect(state.log.filter((entry) => entry.startsWith('load '))).toEqual([
      'load starter-stt',
      'load starter-tts',
      'load starter-llm',
    ]);
  });

  it('a voice that breaks in use is loaded again, or the starter’s in its place', async () => {
    const { startup, state } = startupOf('ready');
    state.using.set('tts', chosenOf('grand', 'tts'));
    state.broken = ['grand'];
    startup.recover('tts', new SottoError('gpu-lost', 'gone'));
    await startup.recovery;
    expect(state.errors).toEqual(['gone', 'grand']);
    expect(state.log).toEqual(['stop', 'load starter-tts', 'rewire']);
  });
});

describe('what to try where a model does not work', () => {
  it.each([
    ['gpu model that can run on the processor', chosenOf('a', 'llm', 'webgpu', ['webgpu', 'wasm']), ['a', 'wasm']],
    ['gpu model that cannot', chosenOf('a', 'llm', 'webgpu'), ['starter-llm', 'wasm']],
    ['another on the processor', chosenOf('a', 'llm'), ['starter-llm', 'wasm']],
  ] as const)('%s', (_, failed, [id, device]) => {
    expect(fallbackOf(failed, starter('llm'))).toMatchObject({ model: { id }, device });
  });

  it('nothing is left after the starter', () => {
    expect(fallbackOf(starter('llm'), starter('llm'))).toBeUndefined();
  });
});
