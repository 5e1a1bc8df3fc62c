/** The page by itself in each of its states, on made views: no models, no store. `?in=ar` begins in Arabic. */
import { DEFAULT_PREFERENCES } from '../../src/store/preferences';
import { faultWords } from '../../src/ui/fault-words';
import '../../src/ui/sotto-app';
import { LOCALES, type Locale, setLocale } from '../../src/ui/text/text';
import { IntentEvent, type LoadingView, type MessageView, type ViewModel } from '../../src/ui/view-model';
import { madeMessage } from './made-message';

const app = document.querySelector('sotto-app');
if (!app) throw new Error('languages-harness.html has no <sotto-app>.');

const message = (id: number, role: MessageView['role'], text: string) => madeMessage(id, role, text, 'voice');

const messages: MessageView[] = [
  message(1, 'user', 'How do I sleep better?'),
  {
    ...message(2, 'assistant', 'Three things help:\n\n1. Light in the morning.\n2. The same hour every day.'),
    latency: {
      guesses: { begun: 3, dropped: 2, wastedMs: 180 },
      totalMs: 742,
      cold: true,
      parts: (['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'] as const).map((key) => ({ key, ms: 106 })),
    },
  },
  message(3, 'user', 'What is half of 84?'),
  { ...message(4, 'assistant', '42.'), by: 'skill', skill: 'calculator', interrupted: true },
  message(5, 'user', 'كم الساعة الآن؟'),
  message(6, 'assistant', 'الساعة العاشرة.'),
];

const loading: LoadingView = {
  rows: [
    { title: 'Silero VAD', role: 'vad', sizeBytes: 2_327_524, loadedBytes: 2_327_524, step: 'ready' },
    { title: 'Whisper tiny', role: 'stt', sizeBytes: 40_948_686, loadedBytes: 12_000_000, step: 'downloading' },
    { title: 'Piper Joe', role: 'tts', sizeBytes: 18_584_199, loadedBytes: 0, step: 'warming-up' },
    { title: 'SmolLM2 135M', role: 'llm', sizeBytes: 137_534_428, loadedBytes: 0, step: 'waiting' },
  ],
  loadedBytes: 14_327_524,
  totalBytes: 199_394_837,
  fromNetwork: true,
  resumable: true,
};

const DAY_MS = 86_400_000;
const kept = (id: string, title: string, days: number) => ({
  id,
  title,
  updatedAtMs: Date.now() - days * DAY_MS,
  snippet: undefined,
  current: days === 0,
});

const READY: ViewModel = {
  preferences: DEFAULT_PREFERENCES,
  halfDuplexReason: undefined,
  holding: false,
  byName: false,
  givenBackMinutes: undefined,
  stage: 'ready',
  microphone: 'off',
  messages: [],
  loading: undefined,
  fault: undefined,
  devices: [
    { id: 'a', label: '', selected: true },
    { id: 'b', label: '', selected: false },
  ],
  conversations: {
    items: [
      kept('a', 'How do I sleep better?', 0),
      kept('b', 'Wo ist das Café?', 1),
      kept('c', 'كم الساعة الآن؟', 400),
    ],
    query: '',
  },
  update: undefined,
  limitation: undefined,
  changing: undefined,
  version: '1.0.0',
};

const STATES = {
  setup: { stage: 'setup', loading: { ...loading, loadedBytes: 0, resumable: false } },
  resuming: { stage: 'setup', loading },
  download: { stage: 'loading', loading },
  waking: { stage: 'loading', loading: { ...loading, fromNetwork: false } },
  welcome: { update: 'ready', limitation: 'not-isolated' },
  listening: { stage: 'listening', microphone: 'on', update: 'taken-back' },
  named: { stage: 'listening', microphone: 'on', byName: true },
  conversation: { stage: 'listening', microphone: 'on', messages },
  speaking: { stage: 'speaking', microphone: 'on', messages, halfDuplexReason: 'own-words' },
  notice: { messages, fault: faultWords('microphone-denied', 'NotAllowedError') },
  failed: { stage: 'failed', fault: faultWords('storage-full', 'QuotaExceededError') },
} satisfies Record<string, Partial<ViewModel>>;

export type State = keyof typeof STATES;

/** Every English sentence and word of the page's sections, as it stands there. */
const sections = import.meta.glob<{ default: object }>(
  '../../src/ui/text/{control,conversation,devices,faults,history,quick,setup,talk}/en.ts',
  {
    eager: true,
  },
);
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim()];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : [];
}

/** All that is read on the page: text, and the attributes that people see or hear. */
function read(root: Node = document.body): string[] {
  if (root instanceof Text) return [root.data.trim()];
  if (root instanceof Element && root.matches('style, script, [lang], .said, .title, bdi, .version, code')) return [];
  const own =
    root instanceof Element ? ['aria-label', 'title', 'placeholder'].map((name) => root.getAttribute(name) ?? '') : [];
  const inner = root instanceof Element && root.shadowRoot ? [...root.shadowRoot.childNodes] : [];
  return [...own, ...[...inner, ...root.childNodes].flatMap((child) => read(child))].filter((words) => words !== '');
}

declare global {
  interface Window {
    languagesHarness: {
      show(state: State): Promise<void>;
      setLocale(locale: Locale): Promise<void>;
      english: readonly string[];
      read(): string[];
      /** What was asked for last. */
      asked: string | undefined;
    };
  }
}
window.languagesHarness = {
  async show(state) {
    app.view = { ...READY, ...STATES[state] };
    await app.updateComplete;
  },
  setLocale,
  english: Object.values(sections).flatMap(({ default: words }) => wordsOf(words)),
  read,
  asked: undefined,
};
document.addEventListener(IntentEvent.type, (event) => {
  if (event instanceof IntentEvent) window.languagesHarness.asked = event.intent.kind;
});

const first = new URLSearchParams(location.search).get('in');
const begin = LOCALES.find(({ locale }) => locale === first)?.locale;
if (begin) void setLocale(begin);
app.view = { ...READY, ...STATES.welcome };
