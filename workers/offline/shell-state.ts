/**
 * Which shell is shown, and when a newer one is taken back. Pure: what happened and what was known give what is known. A
 * later version reads what an earlier one wrote, and an earlier one never runs again once a later one has taken over.
 */
import { parseOrigins } from './allowed-origins';

export interface ShellState {
  /** The last shell whose page came to life. */
  good: string | undefined;
  /** A newer one and how often it was shown without a word from its page. */
  tried: { shell: string; times: number } | undefined;
  /** The newer one that was taken back. */
  refused: string | undefined;
  /** The user has been told of it and has said so. */
  noted: boolean;
  /** Origins that the user allows the page to reach beside our own, whichever shell is shown. */
  allowed: readonly string[];
}

export const FIRST_STATE: ShellState = {
  good: undefined,
  tried: undefined,
  refused: undefined,
  noted: false,
  allowed: [],
};

/** So often a newer shell may be shown in vain. */
const MAX_TRIES = 2;

/** The shell whose files come first: the service worker's own, or the good one before it where that was taken back. */
export function shownShell({ good, refused }: ShellState, own: string): string {
  return refused === own && good !== undefined ? good : own;
}

/**
 * Somebody opens the page.
 * @param canGoBack the good shell still lies on this device.
 */
export function opened(state: ShellState, own: string, canGoBack: boolean): ShellState {
  if (state.good === own) return state;
  if (!canGoBack) return state.refused === undefined ? state : { ...state, refused: undefined };
  if (state.refused === own) return state;
  const times = state.tried?.shell === own ? state.tried.times : 0;
  if (times >= MAX_TRIES) return { ...state, tried: undefined, refused: own, noted: false };
  return { ...state, tried: { shell: own, times: times + 1 } };
}

/**
 * A page came to life. That it is of the service worker's own shell proves that shell, late as it may be: with several
 * tabs opened at once the first speaks after the third was shown.
 */
export function started(state: ShellState, own: string, shell: string | undefined): ShellState {
  if (shell !== own || (state.good === own && state.refused === undefined)) return state;
  return { ...FIRST_STATE, allowed: state.allowed, good: own };
}

/** Whether the page has to say that a newer shell was taken back. */
export function mustTell({ refused, noted }: ShellState, own: string): boolean {
  return refused === own && !noted;
}

/** What was written, by whichever version; what makes no sense is forgotten. */
export function parseShellState(written: unknown): ShellState {
  if (typeof written !== 'object' || written === null) return FIRST_STATE;
  const fields: Partial<Record<keyof ShellState, unknown>> = written;
  return {
    good: textOf(fields.good),
    tried: triesOf(fields.tried),
    refused: textOf(fields.refused),
    noted: fields.noted === true,
    allowed: parseOrigins(fields.allowed),
  };
}

function triesOf(written: unknown): ShellState['tried'] {
  if (typeof written !== 'object' || written === null) return undefined;
  const { shell, times }: { shell?: unknown; times?: unknown } = written;
  return typeof shell === 'string' && typeof times === 'number' ? { shell, times } : undefined;
}

function textOf(written: unknown): string | undefined {
  return typeof written === 'string' ? written : undefined;
}
