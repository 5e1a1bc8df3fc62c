/** What the page shows, made from what the agent says. Pure: the same events give the same page. */
import type { AgentEvent, Message } from './agent/events';
import { type AgentState, INITIAL_STATE, type LoadingItem } from './agent/state';
import { PARTS } from './agent/trace';
import { DEFAULT_PREFERENCES, type Preferences } from './store/preferences';
import type { TurnRecord } from './store/turn-record';
import { faultWords } from './ui/fault-words';
import type {
  ConversationListView,
  DeviceView,
  FaultView,
  HalfDuplexReason,
  IdleMinutes,
  LatencyView,
  Limitation,
  LoadingView,
  MessageView,
  UpdateView,
  ViewModel,
} from './ui/view-model';

/** Everything the page is made from. */
export interface PageState {
  agent: AgentState;
  messages: readonly Message[];
  latencies: ReadonlyMap<string, LatencyView>;
  /** A fault beside a working page. */
  notice: FaultView | undefined;
  devices: readonly DeviceView[];
  preferences: Preferences;
  halfDuplexReason: HalfDuplexReason | undefined;
  holding: boolean;
  byName: boolean;
  givenBackMinutes: IdleMinutes | undefined;
  conversations: ConversationListView;
  update: UpdateView | undefined;
  limitation: Limitation | undefined;
  /** A model that is being loaded in another's place. */
  changing: string | undefined;
  /** What Sotto says of itself on the first run. */
  welcome?: string | undefined;
}

export const INITIAL_PAGE: PageState = {
  agent: INITIAL_STATE,
  messages: [],
  latencies: new Map(),
  notice: undefined,
  devices: [],
  preferences: DEFAULT_PREFERENCES,
  halfDuplexReason: undefined,
  holding: false,
  byName: false,
  givenBackMinutes: undefined,
  conversations: { items: [], query: '' },
  update: undefined,
  limitation: undefined,
  changing: undefined,
};

/** The page after an event of the agent. */
export function present(page: PageState, event: AgentEvent): PageState {
  switch (event.kind) {
    case 'state':
      return { ...page, agent: event.state };
    case 'message': {
      const known = page.messages.some(({ id }) => id === event.message.id);
      const messages = known
        ? page.messages.map((message) => (message.id === event.message.id ? event.message : message))
        : [...page.messages, event.message];
      return { ...page, messages };
    }
    case 'message-removed':
      return { ...page, messages: page.messages.filter(({ id }) => id !== event.id) };
    case 'turn': {
      const latency = latencyOf(event.record);
      const failed = event.record.error;
      return {
        ...page,
        latencies: latency ? new Map(page.latencies).set(event.record.id, latency) : page.latencies,
        notice: failed ? faultWords(failed.code, failed.message) : page.notice,
      };
    }
    case 'cleared':
      return { ...page, messages: [], latencies: new Map() };
    case 'forgotten':
      return { ...page, messages: page.messages.filter(({ turnId }) => !event.turnIds.has(turnId)) };
    case 'attention':
      return { ...page, byName: event.byName };
    case 'interruption':
    case 'guess':
    case 'own-voice-heard':
      return page;
  }
}

/** Whether the user wants to be asked for the name: not where a key says whom they mean. */
export function needsName({ nameGate, talkMode }: Preferences): boolean {
  return nameGate === 'on' && talkMode === 'hands-free';
}

/** The page as its elements take it. */
export function viewOf(page: PageState, version: string): ViewModel {
  const { phase, microphone } = page.agent;
  const fault = phase.name === 'failed' ? faultWords(phase.fault.code, phase.fault.message) : page.notice;
  return {
    stage: phase.name,
    microphone,
    messages: [...page.messages.map((message) => messageView(message, page.latencies)), ...caption(page)],
    loading: loadingView(page.agent),
    fault,
    devices: [...page.devices],
    preferences: page.preferences,
    halfDuplexReason: page.halfDuplexReason,
    holding: page.holding,
    byName: page.byName && needsName(page.preferences),
    givenBackMinutes: page.givenBackMinutes,
    conversations: page.conversations,
    update: page.update,
    limitation: page.limitation,
    changing: page.changing,
    welcome: page.welcome,
    version,
  };
}

function messageView(message: Message, latencies: ReadonlyMap<string, LatencyView>): MessageView {
  return { ...message, soft: '', latency: message.role === 'assistant' ? latencies.get(message.turnId) : undefined };
}

/** What is being heard, as a message that is not one yet. */
function caption({ agent: { phase } }: PageState): MessageView[] {
  if (phase.name !== 'hearing') return [];
  const { firm: text, soft } = phase.partial;
  if (!text && !soft) return [];
  const aside = { skill: undefined, interrupted: false, latency: undefined };
  return [{ id: 0, turnId: '', role: 'user', text, soft, interim: true, by: 'voice', ...aside }];
}

function loadingView({ phase }: AgentState): LoadingView | undefined {
  if (phase.name !== 'setup' && phase.name !== 'loading') return undefined;
  const sum = (value: (item: LoadingItem) => number) => phase.items.reduce((total, item) => total + value(item), 0);
  return {
    rows: phase.items.map(({ title, role, sizeBytes, loadedBytes, step }) => ({
      title,
      role,
      sizeBytes,
      loadedBytes,
      step,
    })),
    loadedBytes: sum((item) => item.loadedBytes),
    totalBytes: sum((item) => item.sizeBytes),
    fromNetwork: phase.name === 'setup' || phase.fromNetwork,
    resumable: phase.name === 'setup' && phase.resumable,
  };
}

function latencyOf({ parts, totalMs, cold, listening }: TurnRecord): LatencyView | undefined {
  if (!parts || totalMs === undefined) return undefined;
  const guesses = listening && {
    begun: listening.guesses,
    dropped: listening.droppedGuesses,
    wastedMs: listening.wastedMs,
  };
  return { totalMs, cold, guesses, parts: PARTS.map((key) => ({ key, ms: parts[key] })) };
}
