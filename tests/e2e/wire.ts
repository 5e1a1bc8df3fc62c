/** What the page tells its workers and its speaker, and what it ever showed: witnesses beside the app's own records. */
import type { BrowserContext, Page } from '@playwright/test';
import type { ChatMessage } from '../../workers/protocol';

export interface Wire {
  /** Prompts the language model was asked to answer, oldest first, guesses and the rehearsal included. */
  prompts: ChatMessage[][];
  /** Prompt tokens of each answer and of each evaluation ahead of time: what the KV cache held of it. */
  promptTokens: number[];
  /** Replies that were made, as text, by their number: a clause of a guess is in it as any other. */
  made: { replyId: number; text: string }[];
  /** Replies that were let be heard. */
  started: number[];
  /** Loudness as asked for, newest last: for a while, and as the user's choice. */
  ducks: number[];
  volumes: number[];
  /** How much was played of the reply that is being heard, or was last. */
  playedMs: number;
  /** Every text a reply ever had on the page. */
  shownReplies: string[];
  /** While it is true, what is to be heard waits: a device on which the reply is slow to begin. */
  holdSpeaker: boolean;
}

/** What may be in a message of the page, whoever it is for. */
interface Told {
  kind: string;
  id: number;
  key: string;
  request: { messages: ChatMessage[]; replyId: number; text: string };
  replyId: number;
  gain: number;
}
type Options = Transferable[] | StructuredSerializeOptions;

declare global {
  interface Window {
    wire?: Wire;
  }
}

/** Puts `window.wire` into every page of the context from now on. */
export async function tapWire(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const wire: Wire = {
      prompts: [],
      promptTokens: [],
      made: [],
      started: [],
      ducks: [],
      volumes: [],
      playedMs: 0,
      shownReplies: [],
      holdSpeaker: false,
    };
    window.wire = wire;

    const toWorker = Worker.prototype.postMessage;
    const listening = new WeakSet<Worker>();
    /** Of each worker, calls of the language model that are not answered yet. */
    const asked = new WeakMap<Worker, Set<number>>();
    Worker.prototype.postMessage = function (message: Told, options?: Options) {
      const ids = asked.get(this) ?? new Set();
      asked.set(this, ids);
      if (message.kind === 'call') {
        const { id, key, request } = message;
        if (key === 'generate') wire.prompts.push(request.messages);
        if (key === 'speak') wire.made.push({ replyId: request.replyId, text: request.text });
        if (key === 'generate' || key === 'prime') ids.add(id);
        if (!listening.has(this)) {
          listening.add(this);
          this.addEventListener('message', ({ data }) => {
            if (data?.kind !== 'answer' || !ids.delete(data.id)) return;
            const { tokens, reusedTokens, evaluatedTokens } = data.answer;
            wire.promptTokens.push(reusedTokens === undefined ? tokens : reusedTokens + evaluatedTokens);
          });
        }
      }
      return Reflect.apply(toWorker, this, [message, options]);
    };

    const toPort = MessagePort.prototype.postMessage;
    const flushed = new Set<number>();
    const hearing = new WeakSet<MessagePort>();
    const hear = (speaker: MessagePort) => {
      if (hearing.has(speaker)) return;
      hearing.add(speaker);
      speaker.addEventListener('message', ({ data }) => {
        if (data?.kind === 'level') wire.playedMs = data.playedMs;
      });
    };
    MessagePort.prototype.postMessage = function (message: Told, options?: Options) {
      if (message.kind === 'duck') wire.ducks.push(message.gain);
      if (message.kind === 'volume') wire.volumes.push(message.gain);
      if (message.kind === 'flush') flushed.add(message.replyId);
      if (message.kind !== 'start') return Reflect.apply(toPort, this, [message, options]);
      const start = () => {
        if (flushed.has(message.replyId)) return;
        if (wire.holdSpeaker) return void setTimeout(start, 20);
        wire.started.push(message.replyId);
        wire.playedMs = 0;
        hear(this);
        Reflect.apply(toPort, this, [message, options]);
      };
      start();
    };

    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      if (this.localName === 'sotto-conversation') {
        new MutationObserver(() => {
          for (const said of root.querySelectorAll('article.assistant .said')) {
            const text = said.textContent ?? '';
            if (text && !wire.shownReplies.includes(text)) wire.shownReplies.push(text);
          }
        }).observe(root, { subtree: true, childList: true, characterData: true });
      }
      return root;
    };
  });
}

/** What the wire carried since the page was opened. */
export async function readWire(page: Page): Promise<Wire> {
  const wire = await page.evaluate(() => window.wire);
  if (!wire) throw new Error('Nobody listens on the wire: tapWire comes before the page.');
  return wire;
}
