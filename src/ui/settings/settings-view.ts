/** What the page of settings shows and what can be asked on it. */
import type { Preferences } from '../../store/preferences';

export type FieldKey = keyof Preferences;

/** In the page's order. */
export const SECTIONS = [
  'talking',
  'sound',
  'voice',
  'recognition',
  'language-model',
  'models',
  'language',
  'kept',
  'hosts',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** How a number is written. */
export type ValueUnit = 'factor' | 'ms' | 'tokens' | 'beams' | 'exchanges' | 'days' | 'points' | 'plain';

/** Something to choose from a list that is only known at run time. */
export interface OptionView {
  value: string;
  label: string;
}

/** How a setting is changed, and what it is now. */
export type ControlView =
  | { kind: 'switch'; on: boolean }
  /** The words of each value stand in the text section. */
  | { kind: 'radio'; value: string; values: readonly string[] }
  /** `automatic` stands for "the system's" or "what fits"; its words stand in the text section. */
  | { kind: 'select'; value: string; automatic: string; options: readonly OptionView[] }
  | { kind: 'range'; value: number; min: number; max: number; step: number; unit: ValueUnit }
  /** One address; empty for none. */
  | { kind: 'address'; value: string; optional: boolean }
  | { kind: 'addresses'; values: readonly string[] };

export interface FieldView {
  key: FieldKey;
  section: SectionId;
  control: ControlView;
  /** It is not what holds until the user chooses. */
  changed: boolean;
  /** This browser has no such choice. */
  absent: boolean;
}

export type ProfileId = 'speed' | 'balanced' | 'quality' | 'memory';

export interface ChangeView {
  key: FieldKey;
  before: ControlView;
  after: ControlView;
}

export interface ProfileView {
  id: ProfileId;
  /** What choosing it would change; empty where everything is so already. */
  changes: readonly ChangeView[];
}

/** One device's latency; undefined where the browser does not tell it. */
export interface LatencyRowView {
  id: string;
  label: string;
  latencyMs: number | undefined;
  lowest: boolean;
  chosen: boolean;
}

export type LatencyView =
  | { kind: 'idle' }
  | { kind: 'measuring' }
  /** Without `speakers`: this browser lets no page choose one. */
  | { kind: 'measured'; microphones: readonly LatencyRowView[]; speakers: readonly LatencyRowView[] | undefined };

/** A part of a backup, by the store it goes to. */
export type BackupPartId = 'conversations' | 'turns' | 'benchmark_results' | 'profile_results' | 'alerts';

export interface PartCountView {
  part: BackupPartId | string;
  added: number;
  newer: number;
  kept: number;
  unreadable: number;
}

/** A file that was read and waits for the user's word. */
export interface IncomingView {
  fileName: string;
  changes: readonly ChangeView[];
  /** Names in the file that Sotto does not know. */
  unknown: readonly string[];
  wrong: readonly { key: FieldKey; value: string; range: { min: number; max: number } | undefined }[];
  /** Addresses the page could reach afterwards and cannot now. */
  hosts: readonly string[];
  /** Of a backup; undefined for settings alone. */
  backup: { atMs: number; parts: readonly PartCountView[] } | undefined;
}

export type NoticeView =
  | { kind: 'applied'; changes: number }
  | { kind: 'profile'; id: ProfileId; changes: number }
  | { kind: 'undone' }
  | { kind: 'refused'; key: FieldKey }
  | { kind: 'restored'; added: number; newer: number }
  | { kind: 'file-invalid'; fileName: string; detail: string }
  | { kind: 'error'; detail: string };

export interface SettingsView {
  /** All of them, by section. */
  fields: readonly FieldView[];
  profiles: readonly ProfileView[];
  /** The profile that can be taken back. */
  undo: ProfileId | undefined;
  latency: LatencyView;
  incoming: IncomingView | undefined;
  /** Something is under way that takes a while. */
  busy: boolean;
  /** False where nothing is kept: private windows of some browsers. */
  remembers: boolean;
  notice: NoticeView | undefined;
}

export type SettingsIntent =
  | { kind: 'set'; key: FieldKey; value: string | number | boolean | readonly string[] }
  | { kind: 'reset'; key: FieldKey }
  | { kind: 'reset-all' }
  | { kind: 'apply-profile'; id: ProfileId }
  | { kind: 'undo' }
  /** Opens every microphone and speaker for a moment. */
  | { kind: 'measure-latency' }
  | { kind: 'export-settings' }
  | { kind: 'export-backup' }
  /** A file of settings or a backup. */
  | { kind: 'read-file'; file: File }
  | { kind: 'take-file' }
  | { kind: 'leave-file' }
  | { kind: 'delete-everything'; models: boolean }
  | { kind: 'dismiss-notice' }
  | { kind: 'close' };

/** The one event the page's elements fire upward. */
export class SettingsIntentEvent extends Event {
  static readonly type = 'sotto-settings-intent';
  constructor(readonly intent: SettingsIntent) {
    super(SettingsIntentEvent.type, { bubbles: true, composed: true });
  }
}
