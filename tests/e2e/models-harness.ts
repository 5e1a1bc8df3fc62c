/**
 * The page of the models by itself: the real catalogue and choices, a made-up disk and device. `?gpu` has a graphics chip,
 * `?fresh` nothing but the starters, `?locale=` another language.
 */
import { CATALOG, STARTER_PACK } from '../../src/models/catalog';
import { chooseModel } from '../../src/models/choose-model';
import type { LibraryNotice, ModelState } from '../../src/models/library-state';
import { type DeviceFacts, tierOf } from '../../src/models/tier';
import { type ModelsData, modelsView } from '../../src/models-views';
import { type ModelsIntent, ModelsIntentEvent, type NoticeView } from '../../src/ui/models/models-view';
import { LOCALES, setLocale } from '../../src/ui/text/text';
import type { ModelRole, StoredPack } from '../../workers/protocol';
import '../../src/ui/models/sotto-models';

const query = new URLSearchParams(location.search);
const page = document.querySelector('sotto-models');
if (!page) throw new Error('models-harness.html has no <sotto-models>.');

const gpu = query.has('gpu');
const fresh = query.has('fresh');
const device: DeviceFacts = {
  isolated: true,
  cores: gpu ? 16 : 2,
  deviceMemoryGb: 8,
  mobile: false,
  webgpu: gpu
    ? { maxBufferSizeBytes: 4 * 2 ** 30, shaderF16: true, software: false, name: 'nvidia ampere' }
    : undefined,
};
const MB = 1_000_000;
const states = new Map<string, ModelState>();
const totals = new Map<string, number>();
const sizes = new Map(STARTER_PACK.map(({ id, sizeBytes }) => [id, sizeBytes]));
for (const [id, sizeBytes] of sizes) states.set(id, { kind: 'installed', sizeBytes, hashes: 'catalogue' });
if (!fresh) {
  for (const [id, total] of [
    ['whisper-base', 81 * MB],
    ['whisper-small', 250 * MB],
    ['moonshine-tiny', 60 * MB],
    ['qwen2.5-0.5b', 500 * MB],
    ['kokoro-82m', 95 * MB],
  ] as const)
    totals.set(id, total);
  states.set('whisper-base', {
    kind: 'downloading',
    step: 'fetching',
    loadedBytes: 35 * MB,
    bytesPerSecond: 2.4 * MB,
    etaS: 19,
  });
  states.set('whisper-tiny', { kind: 'queued', loadedBytes: 0 });
  states.set('whisper-small', { kind: 'paused', loadedBytes: 107 * MB });
  states.set('moonshine-tiny', {
    kind: 'failed',
    code: 'download-failed',
    message: 'config.json: 404',
    loadedBytes: 2 * MB,
  });
  states.set('moonshine-base', {
    kind: 'needs-permission',
    origins: ['https://huggingface.co', 'https://us.aws.cdn.hf.co'],
  });
  states.set('smollm2-360m', { kind: 'installed', sizeBytes: 365 * MB, hashes: 'first-seen' });
  states.set('qwen2.5-0.5b', { kind: 'asks-metered', missingBytes: 500 * MB });
  states.set('kokoro-82m', { kind: 'installed', sizeBytes: 95 * MB, hashes: 'hub' });
}
let wanted: Record<ModelRole, string> = { vad: 'auto', stt: 'auto', llm: fresh ? 'auto' : 'smollm2-360m', tts: 'auto' };
let notice: LibraryNotice | undefined;
const intents: ModelsIntent[] = [];

const stored = (): StoredPack[] => [
  ...[...states].flatMap(([id, state]) =>
    state.kind === 'installed' || state.kind === 'paused'
      ? [
          {
            packId: id,
            role: undefined,
            title: id,
            installed: undefined,
            hashes: undefined,
            sizeBytes: state.kind === 'paused' ? state.loadedBytes : state.sizeBytes,
          },
        ]
      : [],
  ),
  ...(fresh
    ? []
    : [
        {
          packId: 'my-whisper',
          role: undefined,
          title: 'My own Whisper',
          installed: undefined,
          hashes: undefined,
          sizeBytes: 44 * MB,
        },
      ]),
];

function draw(): void {
  const { tier } = tierOf(device);
  const installed = new Set([...states].flatMap(([id, { kind }]) => (kind === 'installed' ? [id] : [])));
  const choose = (role: ModelRole) => chooseModel({ role, wanted: wanted[role], tier, shaderF16: gpu, installed });
  const measured: ModelsData['measured'] = fresh
    ? new Map()
    : new Map([
        ['whisper-tiny.en', { key: 'transcript', value: 118, from: 'benchmark', n: 100 }],
        ['smollm2-135m', { key: 'tokens-per-second', value: 33.4, from: 'benchmark', n: 100 }],
        ['piper-joe', { key: 'first-sound', value: 89, from: 'turns', n: 1 }],
      ]);
  page!.view = modelsView({
    catalog: CATALOG,
    library: {
      stateOf: (id) =>
        states.get(id) ??
        (id === 'my-whisper'
          ? { kind: 'installed', sizeBytes: 44 * MB, hashes: 'first-seen' }
          : id === 'chime'
            ? { kind: 'built-in' }
            : { kind: 'absent' }),
      totalOf: (id) => totals.get(id) ?? sizes.get(id),
      stored: stored(),
      importing: undefined,
      notice,
      persisted: fresh ? undefined : false,
    },
    device,
    estimate: { usageBytes: 1100 * MB, quotaBytes: 9000 * MB },
    choices: { vad: choose('vad'), stt: choose('stt'), llm: choose('llm'), tts: choose('tts') },
    wanted,
    available: new Set(),
    starterIds: new Set(sizes.keys()),
    withoutGpl: false,
    measured,
  });
}

document.addEventListener(ModelsIntentEvent.type, (event) => {
  if (!(event instanceof ModelsIntentEvent)) return;
  const { intent } = event;
  intents.push(intent);
  if (intent.kind === 'use') wanted = { ...wanted, [intent.role]: intent.id };
  if (intent.kind === 'use-automatic') wanted = { ...wanted, [intent.role]: 'auto' };
  if (intent.kind === 'pause') states.set(intent.id, { kind: 'paused', loadedBytes: 35 * MB });
  if (intent.kind === 'get') states.set(intent.id, { kind: 'queued', loadedBytes: 0 });
  if (intent.kind === 'cancel' || intent.kind === 'remove' || intent.kind === 'dismiss') states.delete(intent.id);
  if (intent.kind === 'remove') notice = { kind: 'removed', title: intent.id, freedBytes: 95 * MB };
  if (intent.kind === 'dismiss-notice') notice = undefined;
  draw();
});

declare global {
  interface Window {
    modelsHarness: {
      /** Everything that was asked for, in order. */
      intents: readonly ModelsIntent[];
      /** So many MB of Whisper base are here. */
      load(megabytes: number): void;
      tell(notice: NoticeView): void;
    };
  }
}
window.modelsHarness = {
  intents,
  load: (megabytes) => {
    states.set('whisper-base', {
      kind: 'downloading',
      step: 'fetching',
      loadedBytes: megabytes * MB,
      bytesPerSecond: MB,
      etaS: 5,
    });
    draw();
  },
  tell: (told) => {
    notice = told;
    draw();
  },
};
const locale = LOCALES.find((candidate) => candidate.locale === query.get('locale'))?.locale;
if (locale) await setLocale(locale);
draw();
