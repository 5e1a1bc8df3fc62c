/** The page by itself with made conversations: no models, no store. `?empty` has kept none, `?off` keeps none, `?failed` has ended. */
import { DEFAULT_PREFERENCES } from '../../src/store/preferences';
import '../../src/ui/sotto-app';
import { type ConversationItemView, type Intent, IntentEvent, type MessageView } from '../../src/ui/view-model';
import { madeMessage } from './made-message';

const query = new URLSearchParams(location.search);
const app = document.querySelector('sotto-app');
if (!app) throw new Error('conversation-harness.html has no <sotto-app>.');

const message = (id: number, role: MessageView['role'], text: string) => madeMessage(id, role, text, 'keyboard');

const LIST = `Three things help:

1. **Light**: half an hour of *daylight* in the morning.
2. The same hour every day, as in \`22:30\`.
   - also on Sundays
   - also on holidays
3. See [the guide](https://sleep.example/guide).

\`\`\`sh
sleep 28800
\`\`\``;

let messages: MessageView[] = [
  message(1, 'user', 'How do I sleep better?'),
  {
    ...message(2, 'assistant', LIST),
    latency: {
      guesses: undefined,
      totalMs: 742,
      cold: false,
      parts: (['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'] as const).map((key, i) => ({
        key,
        ms: 106 + (i === 0 ? 0 : 0),
      })),
    },
  },
  message(3, 'user', 'What is half of <b>84</b>, *please*?'),
  { ...message(4, 'assistant', '42.'), by: 'skill', skill: 'the calculator' },
  message(5, 'user', 'מה השעה?'),
  { ...message(6, 'assistant', 'השעה עכשיו עשר.\n\n- אחת\n- שתיים'), interrupted: true },
  message(7, 'user', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter'),
  message(8, 'assistant', '`Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter`, **indeed**.'),
];

const HOUR_MS = 3_600_000;
const now = Date.now();
const item = (id: string, title: string, ageHours: number, said: string, current = false) => ({
  said,
  view: { id, title, updatedAtMs: now - ageHours * HOUR_MS, snippet: undefined, current },
});
let kept: { said: string; view: ConversationItemView }[] = query.has('empty')
  ? []
  : [
      item('c1', 'How do I sleep better?', 0, 'Three things help: light in the morning.', true),
      item('c2', 'Where is the best café in the old town?', 26, 'People like the Café Central, near the river.'),
      item('c3', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter '.repeat(3), 75, 'A long word.'),
      item('c4', 'מה השעה?', 24 * 40, 'השעה עכשיו עשר.'),
      item('c5', 'What is <i>25</i> times 7?', 24 * 500, '25 times 7 is 175.'),
    ];
let wanted = '';
let keeping = !query.has('off');

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function found(): ConversationItemView[] {
  return kept
    .filter(({ said, view }) => fold(`${view.title} ${said}`).includes(fold(wanted)))
    .map(({ said, view }) => ({ ...view, snippet: wanted ? said : undefined }));
}

const intents: Intent[] = [];

function show(): void {
  app!.view = {
    preferences: { ...DEFAULT_PREFERENCES, keepConversations: keeping },
    halfDuplexReason: undefined,
    holding: false,
    byName: false,
    givenBackMinutes: undefined,
    stage: query.has('failed') ? 'failed' : 'speaking',
    microphone: 'on',
    messages,
    loading: undefined,
    fault: undefined,
    devices: [],
    conversations: { items: found(), query: wanted },
    update: undefined,
    limitation: undefined,
    changing: undefined,
    version: 'made',
  };
}

document.addEventListener(IntentEvent.type, (event) => {
  if (!(event instanceof IntentEvent)) return;
  const { intent } = event;
  intents.push(intent);
  switch (intent.kind) {
    case 'search-conversations':
      wanted = intent.query;
      break;
    case 'prefer':
      keeping = intent.change.keepConversations ?? keeping;
      break;
    case 'delete-conversation':
      kept = kept.filter(({ view }) => view.id !== intent.id);
      break;
    case 'delete-all-conversations':
      kept = [];
      break;
    case 'delete-exchange':
      messages = messages.filter(({ turnId }) => turnId !== intent.turnId);
      break;
    case 'edit': {
      const from = messages.findIndex(({ turnId }) => turnId === intent.turnId);
      messages = [...messages.slice(0, from), message(99, 'user', intent.text)];
      break;
    }
    default:
  }
  show();
});

declare global {
  interface Window {
    conversationHarness: {
      /** Everything that was asked for, in order. */
      intents: readonly Intent[];
      /** A reply that is being written, so far; its words are whole with `interim` false. */
      reply(text: string, interim: boolean): void;
      /** What is being heard. */
      hear(text: string, soft: string): void;
    };
  }
}
const latest = (change: MessageView) => {
  messages = [...messages.filter(({ id }) => id !== change.id), change];
  show();
};
window.conversationHarness = {
  intents,
  reply: (text, interim) => latest({ ...message(20, 'assistant', text), interim }),
  hear: (text, soft) => latest({ ...message(0, 'user', text), turnId: '', soft, interim: true }),
};
show();
