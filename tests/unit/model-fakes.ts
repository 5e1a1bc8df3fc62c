import type { LoadItem, LoadTarget } from '../../src/models/model-loader';
import type { InstalledPack, InstallProgress, LoadAnswer, PackBytes, PackCalls } from '../../workers/protocol';
import { type CallOptions, type Client, SottoError } from '../../workers/rpc';

/** A worker without a thread: keeps what it is sent, and says what the test tells it to. */
export class FakeWorker extends EventTarget implements Worker {
  onmessage: Worker['onmessage'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;
  terminated = false;
  readonly sent: { kind: string; id: number; key?: string; request?: unknown }[] = [];

  postMessage(message: (typeof this.sent)[number]): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }

  answer(id: number, answer: unknown): void {
    this.#say({ kind: 'answer', id, answer });
  }
  fail(id: number, code: string, message = 'no'): void {
    this.#say({ kind: 'error', id, error: { code, message } });
  }
  progress(id: number, progress: unknown): void {
    this.#say({ kind: 'progress', id, progress });
  }
  emit(event: unknown): void {
    this.#say({ kind: 'event', event });
  }
  /** An exception nobody caught, or a script that could not be loaded. */
  crash(message: string): Event {
    const event = Object.assign(new Event('error', { cancelable: true }), { message });
    this.dispatchEvent(event);
    return event;
  }
  #say(data: object): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

export const LOADED: LoadAnswer = { readMs: 1, createMs: 2, warmUpMs: 3 };

export function modelOf(
  id: string,
  sizeBytes: number | undefined,
  kind: 'app' | 'built-in' | 'hub' = 'app',
): LoadTarget['model'] {
  const source = kind === 'hub' ? { kind, repository: 'a/b', revision: 'main', files: [] } : { kind };
  return { id, title: id.toUpperCase(), sizeBytes, source };
}

export function installedOf(id: string, version = '1'): InstalledPack {
  return { id, role: 'stt', version, directory: ['models', id, version], files: [] };
}

/** A model that loads, or fails as often as it is told to. */
export class FakeTarget implements LoadTarget {
  restarts = 0;
  readonly loads: (InstalledPack | undefined)[] = [];
  failures: unknown[] = [];
  readonly role = 'stt';
  constructor(public model: LoadTarget['model']) {}
  async load(
    pack: InstalledPack | undefined,
    onStep: (step: 'reading' | 'creating' | 'warming-up') => void,
  ): Promise<LoadAnswer> {
    this.loads.push(pack);
    onStep('reading');
    const failure = this.failures.shift();
    if (failure) throw failure;
    onStep('creating');
    onStep('warming-up');
    return LOADED;
  }
  restart(): void {
    this.restarts++;
  }
}

/** A pack worker whose disk holds what it is told. */
export class FakePacks implements Pick<Client<PackCalls>, 'call'> {
  installed: InstalledPack[] = [];
  missing: string[] = [];
  partial: PackBytes[] = [];
  progress: InstallProgress[] = [];
  failure: SottoError | undefined;
  readonly calls: { key: string; request: unknown; signal: AbortSignal | undefined }[] = [];

  async call<K extends keyof PackCalls>(
    key: K,
    request: PackCalls[K]['request'],
    options?: CallOptions<PackCalls[K]['progress']>,
  ): Promise<PackCalls[K]['answer']> {
    this.calls.push({ key, request, signal: options?.signal });
    if (this.failure) throw this.failure;
    const report: ((progress: never) => void) | undefined = options?.onProgress;
    for (const progress of this.progress) (report as ((progress: InstallProgress) => void) | undefined)?.(progress);
    const answers: { [Key in keyof PackCalls]: () => PackCalls[Key]['answer'] } = {
      inspect: () => ({ installed: this.installed, missing: this.missing, partial: this.partial }),
      install: () => ({
        installed: [...this.installed, ...this.missing.map((id) => installedOf(id))],
        fetchedBytes: 0,
      }),
      repair: () => ({ installed: installedOf(this.#packOf(request), 'repaired'), replacedFiles: ['a'] }),
      time: () => ({ ms: 1, fetchedBytes: 0 }),
      list: () => ({ packs: [] }),
      weigh: () => ({ totalBytes: 0, missingBytes: 0, freeBytes: undefined }),
      download: () => ({ installed: installedOf(this.#packOf(request)), hashes: 'hub' }),
      remove: () => ({ freedBytes: 0 }),
      exportModel: () => ({ file: new File([], `${this.#packOf(request)}.sotto-model`) }),
      importModel: () => ({ installed: installedOf('imported'), hashes: 'first-seen' }),
    };
    return answers[key]();
  }
  #packOf(request: PackCalls[keyof PackCalls]['request']): string {
    if (request && 'packId' in request) return request.packId;
    if (request && 'model' in request) return request.model.id;
    throw new SottoError('internal', 'a call of no pack');
  }
}

export function stepsOf(changes: readonly LoadItem[][], packId: string): string[] {
  const steps: string[] = [];
  for (const items of changes) {
    const step = items.find((item) => item.packId === packId)?.step;
    if (step && step !== steps.at(-1)) steps.push(step);
  }
  return steps;
}
