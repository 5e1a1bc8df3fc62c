/** What the user's hands can do: every intent of the page, turned into calls on those who do the work. */
import type { Agent } from './agent/agent';
import { isUsable } from './agent/state';
import type { Conversations } from './conversations';
import type { FirstRun } from './first-run';
import type { MicCheckHost } from './mic-check-host';
import type { MicrophoneControl } from './microphone-control';
import type { Pipeline } from './pipeline';
import type { PageState } from './present';
import type { ShellWorker } from './shell-worker';
import type { Startup } from './startup';
import type { Preferences } from './store/preferences';
import type { IdleMinutes, Intent } from './ui/view-model';

export interface ControlsOptions {
  agent: Agent;
  pipeline: Pipeline;
  microphone: MicrophoneControl;
  conversations: Conversations;
  startup: Startup;
  shellWorker: ShellWorker;
  firstRun: FirstRun;
  micCheck: MicCheckHost;
  page: () => PageState;
  show: (page: PageState) => void;
  notice: (error: unknown) => void;
  /** The level meter goes back to nothing. */
  onSilent: () => void;
  /** Changes what the user prefers, at once and for later. */
  prefer: (change: Partial<Preferences>) => Promise<void>;
}

export class Controls {
  constructor(private readonly options: ControlsOptions) {}

  async onIntent(intent: Intent): Promise<void> {
    const { agent, microphone, conversations, startup } = this.options;
    switch (intent.kind) {
      case 'talk':
        return this.talk();
      case 'stop':
        return agent.stop();
      case 'send':
        return this.#send(intent.text);
      case 'cancel-loading':
        return startup.cancel();
      case 'retry':
        this.#change({ notice: undefined });
        return agent.state.phase.name === 'failed' ? startup.load(true) : undefined;
      case 'pick-device':
        return this.options.prefer({ microphoneId: intent.deviceId });
      case 'check-microphone':
        return this.options.micCheck.check(intent.display, intent.signal);
      case 'prefer':
        return this.options.prefer(intent.change);
      case 'hold-talk':
        // Push-to-talk: down over a reply ends it, as any word would.
        agent.stop();
        microphone.hold();
        return this.#change({ holding: true });
      case 'release-talk':
        this.#change({ holding: false });
        return microphone.release();
      case 'clear':
        return conversations.begin();
      case 'open-conversation':
        return conversations.open(intent.id);
      case 'delete-conversation':
        return conversations.remove(intent.id);
      case 'delete-all-conversations':
        return conversations.removeAll();
      case 'search-conversations':
        return conversations.search(intent.query);
      case 'export-conversation':
        return conversations.export(intent.id, intent.format);
      case 'replay':
        return this.#replay(conversations.replyTo(intent.turnId));
      case 'edit':
        // What cannot be asked anew is not taken back.
        if (!isUsable(agent.state.phase) || !intent.text.trim() || !conversations.forgetFrom(intent.turnId)) return;
        return this.#send(intent.text);
      case 'delete-exchange':
        return conversations.forget(intent.turnId);
      case 'update':
        return this.options.shellWorker.takeOver();
      case 'dismiss-update':
        return this.options.shellWorker.dismiss();
      case 'dismiss-fault':
        return this.#change({ notice: undefined });
    }
  }

  /** The big control does the next sensible thing. */
  async talk(): Promise<void> {
    const { agent, pipeline, startup } = this.options;
    const { phase, microphone } = agent.state;
    switch (phase.name) {
      case 'setup':
      case 'failed':
        // The gesture that sets up is the one that opens the sound, and talking is what it was for.
        await Promise.all([startup.load(true), pipeline.primeOutput()]);
        if (agent.state.phase.name !== 'ready') break;
        if (phase.name === 'setup') await this.options.firstRun.welcome();
        await this.#openMicrophone();
        break;
      case 'ready':
        if (microphone === 'off') await this.#openMicrophone();
        break;
      case 'listening':
      case 'hearing':
        this.closeMicrophone();
        break;
      case 'thinking':
      case 'speaking':
        agent.stop();
        break;
      case 'starting':
      case 'loading':
        break;
    }
  }

  async #openMicrophone(): Promise<void> {
    const { agent, microphone, notice } = this.options;
    this.#change({ givenBackMinutes: undefined });
    agent.setMicrophone('opening');
    try {
      await microphone.open();
      agent.setMicrophone('on');
      this.#change({ notice: undefined });
      agent.rehearse();
    } catch (error) {
      agent.setMicrophone('off');
      notice(error);
    }
  }

  /** The microphone, if it is open, is opened with what is preferred now. */
  async reopenMicrophone(): Promise<void> {
    if (this.options.agent.state.microphone === 'on') await this.#openMicrophone();
  }

  /** Nobody has spoken for so long: the device gets its microphone back, and the page says so. */
  giveBackMicrophone(minutes: IdleMinutes): void {
    this.#change({ givenBackMinutes: minutes });
    this.closeMicrophone();
  }

  closeMicrophone(): void {
    const { agent, pipeline, onSilent } = this.options;
    pipeline.closeMicrophone();
    agent.setMicrophone('off');
    onSilent();
  }

  async #send(text: string): Promise<void> {
    const { agent, pipeline, notice } = this.options;
    // Without sound the answer is shown all the same; the notice says why it is not heard.
    await pipeline.openOutput().catch(notice);
    agent.ask(text);
  }

  async #replay(reply: string | undefined): Promise<void> {
    const { agent, pipeline, notice } = this.options;
    if (!reply || !isUsable(agent.state.phase)) return;
    await pipeline.openOutput().catch(notice);
    agent.retell(reply);
  }

  #change(change: Partial<PageState>): void {
    this.options.show({ ...this.options.page(), ...change });
  }
}
