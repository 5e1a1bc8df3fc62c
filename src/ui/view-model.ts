/** What the page shows and what its user can ask for. The page knows these and nothing of models or audio. */
import type { Preferences } from '../store/preferences';

/** The page's stages, one word each; the same words as the agent's phases. */
export type Stage =
  | 'starting'
  | 'setup'
  | 'loading'
  | 'ready'
  | 'listening'
  | 'hearing'
  | 'thinking'
  | 'speaking'
  | 'failed';

export interface LoadingRow {
  title: string;
  /** What it is for; said in words beside its title. */
  role: 'vad' | 'stt' | 'llm' | 'tts';
  sizeBytes: number;
  loadedBytes: number;
  step: 'waiting' | 'downloading' | 'reading' | 'creating' | 'warming-up' | 'ready';
}

export interface LoadingView {
  rows: LoadingRow[];
  loadedBytes: number;
  totalBytes: number;
  /** Bytes come over the network (first run), not from this device. */
  fromNetwork: boolean;
  /** A part of the download is already here. */
  resumable: boolean;
}

/** Why Sotto cannot be interrupted by voice: the loudspeaker drowns the user, or Sotto heard its own words. */
export type HalfDuplexReason = 'inseparable' | 'own-words';

/** How this browser or server limits Sotto: the page is not isolated, so that there is one thread. */
export type Limitation = 'not-isolated';

/**
 * A fault in words: what happened, what to do about it, and at most one button that does it. Read them when they are drawn:
 * they are in the language in use then.
 */
export interface FaultView {
  readonly title: string;
  readonly advice: string;
  /** The technical line, shown folded. */
  readonly detail: string;
  readonly action: { readonly label: string; readonly intent: Intent } | undefined;
}

/** One stage of a turn's critical path. */
export interface LatencyPart {
  key: 'vad' | 'stt' | 'routing' | 'tool' | 'llm' | 'tts' | 'audioOut';
  ms: number;
}

/** What was begun on a guess before a turn was decided, and what of it was for nothing. */
export interface GuessView {
  /** Replies begun, the turn's own included. */
  begun: number;
  dropped: number;
  /** Time worked on those that were dropped. */
  wastedMs: number;
}

export interface LatencyView {
  /** Undefined for typed questions. */
  guesses: GuessView | undefined;
  totalMs: number;
  parts: LatencyPart[];
  /** The first turn after loading: slower, and marked as such. */
  cold: boolean;
}

export interface MessageView {
  id: number;
  /** Of the exchange it belongs to; empty while it is being heard. */
  turnId: string;
  role: 'user' | 'assistant';
  text: string;
  /** Words behind `text` that may still change while the user speaks; empty otherwise. */
  soft: string;
  /** Still being heard or still being written. */
  interim: boolean;
  /** Who answered: code or the language model; how the user asked: voice or keyboard. */
  by: 'voice' | 'keyboard' | 'skill' | 'model';
  /** Which skill answered, when `by` is `skill`. */
  skill: string | undefined;
  /** The user stopped this reply. */
  interrupted: boolean;
  latency: LatencyView | undefined;
}

export interface DeviceView {
  id: string;
  label: string;
  selected: boolean;
}

/** The user's choices; ranges and meanings: `src/store/preferences.ts`. */
export type { Preferences } from '../store/preferences';
export type PatienceChoice = Preferences['patience'];
export type TalkMode = Preferences['talkMode'];
export type NameGate = Preferences['nameGate'];
export type IdleMinutes = Preferences['idleMinutes'];

/** How the check of the microphone goes. */
export type MicCheckView =
  | { state: 'opening' }
  /** It listens; `verdict` is what the level means, and changes rarely. */
  | { state: 'open'; verdict: 'waiting' | 'nothing' | 'quiet' | 'good' | 'loud'; devices: readonly DeviceView[] }
  | { state: 'failed'; fault: FaultView };

/** Where a check of the microphone is seen. */
export interface MicCheckDisplay {
  show(view: MicCheckView): void;
  /** The live level in dBFS, once a picture; it is drawn without rendering anew. */
  level(dbfs: number): void;
}

/** A kept conversation in the list. */
export interface ConversationItemView {
  id: string;
  /** Its first question. */
  title: string;
  updatedAtMs: number;
  /** Where the search found its words; undefined without a search. */
  snippet: string | undefined;
  /** The one on the page. */
  current: boolean;
}

export interface ConversationListView {
  /** Newest first, of those that match. */
  items: ConversationItemView[];
  /** What is searched for; empty for all. */
  query: string;
}

export type UpdateView = 'ready' | 'taken-back';

export interface ViewModel {
  preferences: Preferences;
  /** Why Sotto cannot be interrupted by voice on this device, if that is so. */
  halfDuplexReason: HalfDuplexReason | undefined;
  /** Push-to-talk: the key is down. */
  holding: boolean;
  /** Only what names Sotto counts just now. */
  byName: boolean;
  /** After so many quiet minutes the microphone was given back, and not taken again yet. */
  givenBackMinutes: IdleMinutes | undefined;
  stage: Stage;
  microphone: 'off' | 'opening' | 'on';
  messages: MessageView[];
  loading: LoadingView | undefined;
  /** A fault that ends everything (stage `failed`) or a note beside a working page. */
  fault: FaultView | undefined;
  devices: DeviceView[];
  conversations: ConversationListView;
  /** A newer Sotto lies ready, or was taken back because it did not start; undefined when there is nothing to say. */
  update: UpdateView | undefined;
  /** For a quiet note, if there is one to make. */
  limitation: Limitation | undefined;
  /** Title of a model that is being loaded in another's place. */
  changing: string | undefined;
  /** What Sotto says of itself after the first set-up, in the language of its voice. */
  welcome?: string | undefined;
  version: string;
}

/** Everything a user can ask the page for. */
export type Intent =
  /** The big control: sets up on the first run, opens the microphone, stops a reply, closes the microphone. */
  | { kind: 'talk' }
  /** Stop the reply in hand and keep listening. */
  | { kind: 'stop' }
  | { kind: 'send'; text: string }
  | { kind: 'cancel-loading' }
  | { kind: 'retry' }
  | { kind: 'pick-device'; deviceId: string }
  /** Tries the preferred microphone until the signal; only to be asked for in a gesture. */
  | { kind: 'check-microphone'; display: MicCheckDisplay; signal: AbortSignal }
  /** Changes what the user prefers, at once and for later. */
  | { kind: 'prefer'; change: Partial<Preferences> }
  /** Push-to-talk: the button or the space bar goes down, and up again. Down over a reply ends it. */
  | { kind: 'hold-talk' }
  | { kind: 'release-talk' }
  /** Begins a new conversation; the one in hand is kept, where conversations are. */
  | { kind: 'clear' }
  | { kind: 'open-conversation'; id: string }
  | { kind: 'delete-conversation'; id: string }
  | { kind: 'delete-all-conversations' }
  | { kind: 'search-conversations'; query: string }
  /** Takes a conversation away as a file; without an id the one on the page. */
  | { kind: 'export-conversation'; id: string | undefined; format: 'markdown' | 'json' }
  /** Says a reply again. */
  | { kind: 'replay'; turnId: string }
  /** Asks something else instead: the exchange and all after it are taken back first. */
  | { kind: 'edit'; turnId: string; text: string }
  /** Takes one exchange out of the conversation. */
  | { kind: 'delete-exchange'; turnId: string }
  /** Starts the newer Sotto that lies ready. */
  | { kind: 'update' }
  | { kind: 'dismiss-update' }
  | { kind: 'dismiss-fault' };

/** The one event the page's elements fire upward. */
export class IntentEvent extends Event {
  static readonly type = 'sotto-intent';
  constructor(readonly intent: Intent) {
    super(IntentEvent.type, { bubbles: true, composed: true });
  }
}
