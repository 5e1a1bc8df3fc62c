// The page of tests/peers in the session's browser, with a microphone of the probe's of its own.

import { TAIL_MS } from '../turns/harvest.mjs';
import { ProbeMicrophone } from '../turns/probe-microphone.mjs';
import { dealOut } from '../turns/verdicts.mjs';

const ANSWER_MS = 120_000;

export class PeerPage {
  /** @type {import('playwright').Page} */
  page;
  /** @type {ProbeMicrophone} */
  microphone;
  /** Errors of the page. */
  problems = [];

  static async open(context, url) {
    const opened = new PeerPage();
    opened.page = await context.newPage();
    opened.page.on('pageerror', (error) => opened.problems.push(error.message));
    opened.page.on('console', (message) => {
      if (message.type() === 'error') opened.problems.push(message.text());
    });
    opened.microphone = await ProbeMicrophone.install(context, opened.page);
    await opened.page.goto(url);
    await opened.page.waitForFunction(() => window.peers !== undefined);
    return opened;
  }

  /** Calls one of the page's functions; what the page complained of is told with a failure. */
  async call(name, ...args) {
    try {
      return await this.page.evaluate(([key, given]) => window.peers[key](...given), [name, args]);
    } catch (error) {
      throw new Error([error.message, ...this.problems].join('\n'));
    }
  }

  async listen() {
    await this.call('openLive');
    await this.microphone.start();
  }

  /** Says a clip, and hears the reply out. */
  async ask(path) {
    await this.page.bringToFront();
    const before = await this.page.evaluate(() => window.peers.turns.length);
    await this.microphone.play(path, { afterSilenceMs: 500 }, { tailMs: TAIL_MS });
    await this.page.waitForFunction((from) => window.peers.turns.length > from && !window.peers.busy, before, {
      timeout: ANSWER_MS,
      polling: 50,
    });
  }

  /** What the probe heard and what the page noted, a row for each clip said. */
  async harvest() {
    const { rows } = await this.microphone.recording();
    const { turns, timeOriginMs } = await this.page.evaluate(() => ({
      turns: window.peers.turns,
      timeOriginMs: performance.timeOrigin,
    }));
    const starts = rows.map(({ speechStart }) => timeOriginMs + speechStart);
    const dealt = dealOut(starts, turns, ({ decidedAtMs }) => decidedAtMs);
    return rows.map((heard, i) => ({ heard, endAtMs: timeOriginMs + heard.speechEnd, turns: dealt[i] }));
  }
}
