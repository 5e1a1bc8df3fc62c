import { SottoError } from '../../workers/rpc';

const loaded = new WeakMap<BaseAudioContext, Map<string, Promise<void>>>();

/** Loads a worklet's module into a context, once. Throws `worklet-missing` where there are none or it does not load. */
export async function loadWorklet(context: BaseAudioContext, url: string): Promise<void> {
  if (!context.audioWorklet) throw new SottoError('worklet-missing', 'This browser has no AudioWorklet.');
  const modules = loaded.get(context) ?? new Map<string, Promise<void>>();
  loaded.set(context, modules);
  const loading = modules.get(url) ?? context.audioWorklet.addModule(url);
  modules.set(url, loading);
  try {
    await loading;
  } catch (cause) {
    modules.delete(url);
    throw new SottoError('worklet-missing', `The audio worklet ${url} did not load.`, { cause });
  }
}
