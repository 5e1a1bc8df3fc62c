/** The first words on a device: who Sotto is, that nothing leaves the device, and what to say first. Once. */
import type { Agent } from './agent/agent';
import type { SettingStore } from './store/settings';

/** English, as the voice of the starter pack is. No question in it: a voice that comes back by the microphone asks nothing. */
export const WELCOME = 'Hello, I am Sotto. Whatever you say stays on this device. To begin, ask me what time it is.';

export interface FirstRunOptions {
  agent: Pick<Agent, 'retell' | 'rehearse' | 'subscribe' | 'state'>;
  /** Undefined where nothing is kept. */
  settings(): Pick<SettingStore, 'get' | 'set'> | undefined;
  /** Rejects with `audio-output-failed`. */
  openOutput(): Promise<void>;
  /** A voice is there, and not turned down to nothing. */
  canBeHeard(): boolean;
  /** Puts the words on the page. */
  show(words: string): void;
  onError(error: unknown): void;
}

export class FirstRun {
  #welcomed = false;

  constructor(private readonly options: FirstRunOptions) {}

  /**
   * To be called when the first set-up is done. Resolves once the welcome is under way, or there is none. Where it cannot be
   * heard it is only shown. It can be stopped and spoken over as any reply, and is no turn: nothing remembers it. Never rejects.
   */
  async welcome(): Promise<void> {
    const { agent, openOutput, canBeHeard, show, onError } = this.options;
    if (this.#welcomed || (await this.#wasWelcomed())) return;
    this.#welcomed = true;
    // Kept before it is said: whoever interrupts it has met Sotto too.
    this.options.settings()?.set('welcomed', 'yes').catch(onError);
    show(WELCOME);
    await openOutput().catch(() => {});
    // The sound may just have been put to sleep, since nobody listened or spoke.
    if (!canBeHeard()) await openOutput().catch(() => {});
    // Whoever asked meanwhile is answered instead.
    if (!canBeHeard() || agent.state.phase.name !== 'ready') return;
    this.#rehearseAfterwards();
    agent.retell(WELCOME);
  }

  async #wasWelcomed(): Promise<boolean> {
    try {
      return (await this.options.settings()?.get('welcomed')) !== undefined;
    } catch {
      // Twice is better than never.
      return false;
    }
  }

  /** The welcome warms the voice and the speaker up; when it was heard to its end, the rest is. */
  #rehearseAfterwards(): void {
    const { agent } = this.options;
    let begun = false;
    const end = agent.subscribe((event) => {
      if (event.kind !== 'state') return;
      const { name } = event.state.phase;
      const welcoming = name === 'thinking' || name === 'speaking';
      begun ||= welcoming;
      if (!begun || welcoming) return;
      end();
      if (name === 'listening') agent.rehearse();
    });
  }
}
