#!/usr/bin/env node
// What it costs that Sotto watches itself: by its own count, and by the kernel's, with the monitor on and off in turn.
import { commandLine, printJson } from './lib/command-line.mjs';
import { busyPercent, openSilent } from './lib/idle-load.mjs';
import { median, round } from './lib/statistics.mjs';
import { table } from './lib/turns/report.mjs';

/** The limits of issue 5, in per cent: of one core while idle, of the time that a turn takes. */
const LIMIT_PERCENT = 1;
/** One on and one off make a pair: what drifts is in both. */
const PAIRS = 4;
const WINDOW_SECONDS = 10;
const QUESTIONS = ['What is 25 times 7?', 'Name a tall tree.', 'What time is it in Tokyo?', 'Why is the sky blue?'];

const { parse } = commandLine('bench-monitor', 'usage: node bin/bench-monitor.mjs [--json]');
const { values } = parse({ json: { type: 'boolean', default: false } });
const log = (text) => console.error(text);

const setMonitor = ({ page }, on) =>
  page.evaluate((wanted) => {
    window.sotto.monitor.on = wanted;
  }, on);
/** The monitor's own work, ms, as it told in the last so many. */
const selfMs = ({ page }, lastMs) =>
  page.evaluate(
    async (ms) =>
      (await window.sotto.monitor.getMetrics('monitor_ms', { lastMs: ms })).reduce((sum, p) => sum + p.value, 0),
    lastMs,
  );

const { session, close } = await openSilent(log);
try {
  log(`listening to silence, the monitor on and off, ${PAIRS} times ${WINDOW_SECONDS} s each …`);
  const busy = { on: [], off: [] };
  const own = [];
  for (let i = 0; i < PAIRS; i++) {
    for (const state of i % 2 ? ['off', 'on'] : ['on', 'off']) {
      await setMonitor(session, state === 'on');
      busy[state].push(await busyPercent(session, WINDOW_SECONDS));
      if (state === 'on') own.push((100 * (await selfMs(session, WINDOW_SECONDS * 1000))) / (WINDOW_SECONDS * 1000));
    }
  }
  await setMonitor(session, true);
  log(`${QUESTIONS.length} turns …`);
  const start = performance.now();
  for (const question of QUESTIONS) {
    const before = await session.turnCount();
    await session.type(question);
    await session.rest(before);
  }
  const elapsedMs = performance.now() - start;
  // What was done last is told at the next interval.
  await session.page.waitForTimeout(5000);
  const turnsPercent = (100 * (await selfMs(session, elapsedMs + 5000))) / elapsedMs;
  const result = {
    idle: {
      ownPercent: round(median(own), 2),
      onPercent: round(median(busy.on), 1),
      offPercent: round(median(busy.off), 1),
      n: PAIRS,
      seconds: WINDOW_SECONDS,
    },
    turns: { ownPercent: round(turnsPercent, 2), n: QUESTIONS.length },
    limitPercent: LIMIT_PERCENT,
  };
  if (values.json) printJson(result);
  else {
    console.log(
      table(
        ['what watching costs', 'per cent', 'n', 'limit'],
        [
          [
            'idle, by its own count, of one core',
            `${result.idle.ownPercent}`,
            `${PAIRS} × ${WINDOW_SECONDS} s`,
            `< ${LIMIT_PERCENT}`,
          ],
          [
            'idle, renderer with and without it',
            `${result.idle.onPercent} and ${result.idle.offPercent}`,
            `${PAIRS} × ${WINDOW_SECONDS} s`,
            '',
          ],
          [
            'of the time of turns, by its own count',
            `${result.turns.ownPercent}`,
            `${QUESTIONS.length}`,
            `< ${LIMIT_PERCENT}`,
          ],
        ],
      ),
    );
  }
  process.exitCode = result.idle.ownPercent < LIMIT_PERCENT && result.turns.ownPercent < LIMIT_PERCENT ? 0 : 1;
} finally {
  await close();
}
