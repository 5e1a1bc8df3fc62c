/** What makes Sotto fit to be left running in a room: a microphone that is given back, a screen that stays awake, a plain sign. */
import type { AgentState } from './agent/state';
import { nowMs } from './agent/trace';
import { IdleRelease } from './idle-release';
import { pageTitle } from './ui/page-title';
import type { IdleMinutes, ViewModel } from './ui/view-model';
import { browserWakeLocks, WakeLock } from './wake-lock';

export interface LivingRoomOptions {
  state(): AgentState;
  idleMinutes(): IdleMinutes;
  onIdle(minutes: IdleMinutes): void;
}

export class LivingRoom {
  readonly #idle: IdleRelease;
  readonly #wakeLock = new WakeLock(browserWakeLocks());

  constructor(private readonly options: LivingRoomOptions) {
    this.#idle = new IdleRelease({ minutes: options.idleMinutes, onRelease: options.onIdle });
  }

  /** To be called when the agent's state changed, and by what comes from the microphone's own thread. */
  observe(): void {
    const state = this.options.state();
    this.#wakeLock.wanted = state.microphone === 'on' || state.phase.name === 'speaking';
    this.#idle.observe(state, nowMs());
  }
}

/** Says in the tab's title whether Sotto listens. */
export function showTitle(view: ViewModel): void {
  const title = pageTitle(view);
  if (document.title !== title) document.title = title;
}
