/** One press, one question: when the microphone has done its work and is to be closed. */
import type { AgentState } from './agent/state';
import type { TalkMode } from './ui/view-model';

export class OneQuestion {
  #step: 'waiting' | 'heard' | 'asked' = 'waiting';

  /**
   * To be called whenever the agent's state changes. Until the reply is heard the microphone stays open: whoever goes on
   * speaking is still heard.
   * @returns true once the question was asked and its reply has begun, or is over without one.
   */
  observe({ phase, microphone }: AgentState, talkMode: TalkMode): boolean {
    if (talkMode !== 'one-question' || microphone !== 'on') {
      this.#step = 'waiting';
      return false;
    }
    const asked = this.#step === 'asked';
    if (phase.name === 'hearing' && !asked) this.#step = 'heard';
    else if (phase.name === 'thinking' && this.#step === 'heard') this.#step = 'asked';
    // A noise was no question.
    else if (phase.name === 'listening') this.#step = 'waiting';
    return asked && (phase.name === 'speaking' || phase.name === 'listening');
  }
}
