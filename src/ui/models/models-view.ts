/** What the page of the models shows and what can be asked on it. It knows no catalogue and no disk: it is handed words and figures. */

import type { ComputeDevice, ErrorCode, HashSource, ModelRole } from '../../../workers/protocol';

export type Role = ModelRole;
export type TierName = 'basic' | 'standard' | 'gpu' | 'gpu-large';
export type TierReasonName =
  | 'one-thread'
  | 'little-memory'
  | 'no-webgpu'
  | 'software-gpu'
  | 'small-gpu'
  | 'gpu'
  | 'large-gpu'
  | 'gpu-but-little-memory';
export type QualityName =
  | 'hears-all-speech'
  | 'stt-english-clear'
  | 'stt-fair'
  | 'stt-good'
  | 'stt-best'
  | 'llm-chatty'
  | 'llm-simple'
  | 'llm-fair'
  | 'llm-good'
  | 'llm-best'
  | 'tts-clear'
  | 'tts-natural'
  | 'tts-robotic'
  | 'tts-system'
  | 'tts-chime';
export type SpeedName =
  | 'instant'
  | 'fast-everywhere'
  | 'fine-on-cpu'
  | 'slow-on-cpu'
  | 'slower-than-speech-on-cpu'
  | 'fast-on-gpu'
  | 'fair-on-gpu'
  | 'as-the-system';

export type CardState =
  | { kind: 'built-in' }
  | { kind: 'absent' }
  | { kind: 'paused'; loadedBytes: number }
  | { kind: 'needs-permission'; origins: readonly string[] }
  | { kind: 'needs-library' }
  | { kind: 'asks-metered'; missingBytes: number | undefined }
  | { kind: 'queued'; loadedBytes: number }
  | {
      kind: 'downloading';
      step: 'asking' | 'fetching' | 'verifying';
      loadedBytes: number;
      bytesPerSecond: number | undefined;
      etaS: number | undefined;
    }
  | { kind: 'installed'; sizeBytes: number; hashes: HashSource | undefined }
  | { kind: 'exporting'; doneBytes: number; totalBytes: number }
  | { kind: 'removing' }
  | { kind: 'failed'; code: ErrorCode; message: string; loadedBytes: number };

export interface CardView {
  id: string;
  title: string;
  maker: string;
  /** Bytes to fetch, or on the disk; undefined until the hub has told. */
  sizeBytes: number | undefined;
  memory: { value: number; from: 'measured' | 'quoted' } | undefined;
  languages: readonly string[] | 'many';
  licence: string;
  devices: readonly ComputeDevice[];
  /** Undefined for a model that was imported and that the catalogue does not know. */
  quality: QualityName | undefined;
  speed: SpeedName | undefined;
  voices: number;
  triedHere: boolean;
  /** Comes with Sotto, and is what every role falls back to. */
  starter: boolean;
  /** It answers now. */
  inUse: boolean;
  /** The user named it; else the device's tier did. */
  chosen: boolean;
  /** This device carries it. */
  fits: boolean;
  /** On its card's role a user can choose it. */
  choosable: boolean;
  /** Its files can be proved, and fetched again where they are wrong. */
  checkable: boolean;
  state: CardState;
}

export type ReasonView =
  | { kind: 'chosen' | 'only' | 'best' | 'starter' }
  | { kind: 'language'; language: string }
  | { kind: 'missing' | 'beyond-device' | 'failed' | 'left-out'; wanted: string };

export interface RoleView {
  role: Role;
  inUse: { title: string; device: ComputeDevice };
  reason: ReasonView;
  /** The user left the choice to Sotto. */
  automatic: boolean;
  cards: readonly CardView[];
}

export interface DeviceView {
  tier: TierName;
  reason: TierReasonName;
  cores: number;
  memoryGb: number | undefined;
  isolated: boolean;
  /** As the browser names it; undefined without one. */
  gpu: string | undefined;
}

export interface StorageView {
  modelsBytes: number;
  /** What else of Sotto lies here: its own program, conversations, measurements. */
  otherBytes: number;
  freeBytes: number;
  /** Undefined until the browser was asked. */
  persisted: boolean | undefined;
}

/** A measured figure of one model on this device. */
export interface MeasuredView {
  key: 'transcript' | 'first-token' | 'tokens-per-second' | 'first-sound';
  /** ms, or tokens each second. */
  value: number;
  from: 'benchmark' | 'turns';
  n: number;
}

export interface SetRowView {
  role: 'stt' | 'llm' | 'tts';
  /** As the documents name it. */
  quotedModel: string;
  /** As the documents put it; what they say nothing of is undefined. */
  quotedSpeed: string | undefined;
  quotedMemory: string | undefined;
  quotedQuality: string | undefined;
  /** What of the catalogue stands for it; undefined where a browser has none. */
  title: string | undefined;
  measured: MeasuredView | undefined;
}

export type SetName = 'speed' | 'balanced' | 'quality' | 'memory';

export interface SetView {
  name: SetName;
  /** Models the documents name for it, by what they do. */
  rows: readonly SetRowView[];
}

export type NoticeView =
  | { kind: 'removed'; title: string; freedBytes: number }
  | { kind: 'imported'; title: string; hashes: HashSource }
  | { kind: 'installed'; title: string }
  | { kind: 'checked'; title: string }
  | { kind: 'failed'; title: string; code: ErrorCode; message: string };

export interface ModelsView {
  /** Undefined while the browser is asked. */
  device: DeviceView | undefined;
  storage: StorageView | undefined;
  roles: readonly RoleView[];
  /** On the disk, and not in the catalogue. */
  others: readonly CardView[];
  /** Each model of the documents by itself, then their sets. */
  sizes: readonly SetRowView[];
  sets: readonly SetView[];
  importing: { doneBytes: number; totalBytes: number } | undefined;
  notice: NoticeView | undefined;
}

/** Everything a user can ask on the page. */
export type ModelsIntent =
  | { kind: 'get' | 'pause' | 'cancel' | 'confirm-metered' | 'dismiss' | 'check' | 'remove' | 'export'; id: string }
  | { kind: 'allow'; id: string; origins: readonly string[] }
  | { kind: 'use'; role: Role; id: string }
  /** Leaves the choice to Sotto again. */
  | { kind: 'use-automatic'; role: Role }
  | { kind: 'import'; file: File }
  | { kind: 'dismiss-notice' }
  | { kind: 'close' };

export class ModelsIntentEvent extends Event {
  static readonly type = 'sotto-models-intent';
  constructor(readonly intent: ModelsIntent) {
    super(ModelsIntentEvent.type, { bubbles: true, composed: true });
  }
}
