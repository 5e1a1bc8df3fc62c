import type { CDPSession, Page } from '@playwright/test';
import { rendererMemoryMb } from '../../bin/lib/processes.mjs';
import type { ChatMessage } from '../../workers/protocol';
import { expect, openBrowser } from './app';
import { countTurns, listen, QUIET, test } from './installed';
import { readWire, tapWire } from './wire';

/** Questions of every kind: two that a rule answers, and two for the model. */
const QUESTIONS = [
  'What is 3 plus 4?',
  'Tell me a long story about the sea.',
  'What time is it?',
  'Why is the sky blue?',
];
const WARM_TURNS = 10;
const TURNS = 50;
/** A choice: the page keeps a record and some lines of each turn, a few kB together. */
const HEAP_GROWTH_MB = 2;
/** A choice: a copy of any model's weights or of its KV cache is more than this. */
const RENDERER_GROWTH_MB = 30;

/** What `src/agent/history.ts` keeps at the most. */
const HISTORY_CHARACTERS = 360;
/** A choice: half of what was seen, 520 characters in 175 tokens, the marks between the messages included. */
const CHARACTERS_A_TOKEN = 1.5;

/** What lives on the page, all garbage collected. Counts of objects include a prototype or two. */
interface Census {
  ports: number;
  audioNodes: number;
  audioContexts: number;
  workers: number;
  listeners: number;
  nodes: number;
  heapMb: number;
  rendererMb: number | undefined;
}

/** Objects of a kind that live. */
async function living(cdp: CDPSession, kind: string): Promise<number> {
  const objectGroup = 'census';
  const { result } = await cdp.send('Runtime.evaluate', { expression: `${kind}.prototype`, objectGroup });
  const { objects } = await cdp.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup,
  });
  const { result: count } = await cdp.send('Runtime.callFunctionOn', {
    functionDeclaration: 'function () { return this.length; }',
    objectId: objects.objectId ?? '',
    returnByValue: true,
  });
  await cdp.send('Runtime.releaseObjectGroup', { objectGroup });
  return count.value;
}

/** Collects garbage in every realm: what waits to be collected in a worker is memory of the renderer, too. */
async function collectGarbage(cdp: CDPSession, page: Page): Promise<void> {
  const collect = () => {
    const { gc } = globalThis as { gc?: () => void };
    if (!gc) throw new Error('This test wants --expose-gc.');
    gc();
    gc();
  };
  // Not by `gc()`, which takes what lies on the stack for living.
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  // The runtime's own threads wait for work without ever reading a message.
  for (const worker of page.workers())
    if (/\b(vad|stt|llm|tts)\.worker/.test(worker.url())) await worker.evaluate(collect);
}

async function census(cdp: CDPSession, page: Page, profile: string): Promise<Census> {
  await collectGarbage(cdp, page);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((candidate) => candidate.name === name)?.value ?? Number.NaN;
  return {
    ports: await living(cdp, 'MessagePort'),
    audioNodes: await living(cdp, 'AudioNode'),
    audioContexts: await living(cdp, 'BaseAudioContext'),
    workers: page.workers().length,
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    heapMb: metric('JSHeapUsedSize') / 1e6,
    rendererMb: rendererMemoryMb(profile),
  };
}

/** Asks, and ends the reply as soon as it is heard; every tenth is heard out. */
async function converse(page: Page, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    const before = await countTurns(page);
    await page.locator('#text').fill(QUESTIONS[i % QUESTIONS.length] ?? '');
    await page.locator('#text').press('Enter');
    if (i % 10 !== 0) {
      // A short reply may be over before anybody looks.
      await page.waitForFunction(
        (count) => window.sotto?.phase === 'speaking' || (window.sotto?.turns.length ?? 0) > count,
        before,
      );
      await page.keyboard.press('Escape');
    }
    await page.waitForFunction((count) => (window.sotto?.turns.length ?? 0) > count, before);
  }
}

/** Takes the conversation off the page, so that what is left of it is what should not be. */
async function clear(page: Page): Promise<void> {
  await page.locator('#clear').click();
  await page.locator('article').first().waitFor({ state: 'detached' });
}

test('fifty turns in one tab leave nothing behind, and the prompt does not grow', async ({ url, installed }) => {
  test.setTimeout(300_000);
  const { page, context, stop } = await openBrowser({ profile: installed, flags: [QUIET, '--js-flags=--expose-gc'] });
  await tapWire(context);
  await page.goto(url);
  await listen(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');

  await converse(page, 0, WARM_TURNS);
  await clear(page);
  const before = await census(cdp, page, installed);

  await converse(page, WARM_TURNS, TURNS);
  const linesAtOnce = await page.locator('article').count();
  await clear(page);
  const after = await census(cdp, page, installed);

  const turns = await page.evaluate(() => [...(window.sotto?.turns ?? [])]);
  expect(turns).toHaveLength(TURNS);
  expect(turns.filter(({ outcome }) => outcome !== 'answered' && outcome !== 'interrupted')).toEqual([]);
  expect(linesAtOnce).toBe(2 * (TURNS - WARM_TURNS));
  // As many as ever: nothing of these is made for one turn and kept.
  const { audioNodes, audioContexts, workers } = before;
  expect(after).toMatchObject({ audioNodes, audioContexts, workers });
  // The microphone's and the speaker's; an idle one may have no object of the page.
  expect(after.ports).toBeLessThanOrEqual(2);
  const turnsBetween = TURNS - WARM_TURNS;
  expect(after.listeners - before.listeners).toBeLessThan(turnsBetween / 4);
  // One text node for each line that was typed stays, though no script holds it: the field can undo. A message has many.
  expect(after.nodes - before.nodes).toBeLessThanOrEqual(turnsBetween);
  expect(after.heapMb - before.heapMb).toBeLessThan(HEAP_GROWTH_MB);
  if (before.rendererMb !== undefined && after.rendererMb !== undefined) {
    expect(after.rendererMb - before.rendererMb).toBeLessThan(RENDERER_GROWTH_MB);
  }

  // The cache holds one prompt: the system's part, as many characters of history as are kept, and the question.
  const { promptTokens, prompts } = await readWire(page);
  const charactersOf = (prompt: ChatMessage[]) => prompt.reduce((sum, { content }) => sum + content.length, 0);
  const system = prompts[0]?.find(({ role }) => role === 'system')?.content.length ?? Number.NaN;
  const mostCharacters = system + HISTORY_CHARACTERS + Math.max(...QUESTIONS.map(({ length }) => length));
  expect(Math.max(...prompts.map(charactersOf))).toBeLessThanOrEqual(mostCharacters);
  expect(promptTokens.length).toBeGreaterThan(TURNS / 2);
  expect(Math.max(...promptTokens)).toBeLessThanOrEqual(mostCharacters / CHARACTERS_A_TOKEN);
  await stop();
});
