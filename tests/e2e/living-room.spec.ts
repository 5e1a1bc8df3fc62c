/** Sotto left running in a room: it answers to its name, gives the microphone back, keeps the screen awake. */
import type { Page } from '@playwright/test';
import { expect, LONG_SUM, test } from './talk';

/** Without the name, with it, and a question that follows on an answer. */
const UNNAMED = 'cmd_01';
const NAMED = 'name_01';
const FOLLOW_UP = 'cmd_06';

const MINUTE_MS = 60_000;

/** Chooses for whom Sotto listens. */
async function listenTo(page: Page, whom: 'Everyone' | 'Only when you say “Sotto”'): Promise<void> {
  await page.locator('#settings').click();
  await page.getByRole('radio', { name: whom }).check();
  await page.keyboard.press('Escape');
}

declare global {
  interface Window {
    /** Added to the page's clock by a test: so much later it is. */
    __laterMs?: number;
    /** What became of the screen, newest last. */
    __wakeLocks?: string[];
  }
}

test('waits for its name, and goes on with whoever said it', async ({ talk }) => {
  const { page } = talk;
  await listenTo(page, 'Only when you say “Sotto”');
  await expect(page.locator('#state')).toHaveText('Say “Sotto, …”');
  await expect(page).toHaveTitle('● Say “Sotto, …”');

  // The sum of a stranger: heard, shown while it is said, and nothing else.
  await talk.say(UNNAMED, { silenceMs: 1500 });
  const [stranger] = await talk.turns(1);
  expect(stranger).toMatchObject({ outcome: 'not-addressed', transcript: '', reply: '', milestones: undefined });
  await talk.phase('listening');
  expect(await talk.shown()).toEqual([]);
  expect(await talk.tally()).not.toHaveProperty('guess-begun');

  // The same sum with the name, and right after it a question without.
  await talk.say(NAMED, { silenceMs: 500 });
  const [, named] = await talk.turns(2);
  expect(named).toMatchObject({ outcome: 'answered', transcript: 'What is 25 times 7?', route: 'skill:calculator' });
  await talk.say(FOLLOW_UP, { silenceMs: 500 });
  const [, , followed] = await talk.turns(3);
  expect(followed).toMatchObject({ outcome: 'answered', route: 'skill:clock' });
  await expect(page.locator('#state')).toHaveText('Listening');
  await expect(page).toHaveTitle('● Sotto is listening');
  expect(await talk.shown()).toHaveLength(4);

  // Nothing of the stranger's is kept.
  const turns = await talk.turns(3);
  await expect.poll(() => talk.kept()).toHaveLength(2);
  expect(await talk.kept()).not.toContain(turns[0]?.id);

  // Typed questions are always meant.
  await talk.ask('What is half of ninety?');
  expect((await talk.turns(4))[3]).toMatchObject({ outcome: 'answered' });

  await page.reload();
  await talk.phase('ready');
  await page.locator('#settings').click();
  await expect(page.getByRole('radio', { name: 'Only when you say “Sotto”' })).toBeChecked();
  await page.getByRole('radio', { name: 'Everyone' }).check();
});

test('over its reply others may talk', async ({ talk }) => {
  await listenTo(talk.page, 'Only when you say “Sotto”');
  await talk.ask(LONG_SUM);
  await talk.phase('speaking');
  await talk.say(FOLLOW_UP);
  await talk.happened('restored');
  const [turn] = await talk.turns(1);
  expect(turn?.outcome).toBe('answered');
  expect(await talk.tally()).not.toHaveProperty('stopped');
  await listenTo(talk.page, 'Everyone');
});

test('over its reply "stop" needs no name', async ({ talk }) => {
  await listenTo(talk.page, 'Only when you say “Sotto”');
  await talk.ask(LONG_SUM);
  await talk.phase('speaking');
  await talk.say('barge_01');
  const [cut, stopped] = await talk.turns(2);
  expect([cut?.outcome, stopped?.outcome, stopped?.route]).toEqual(['interrupted', 'stopped', 'control:stop']);
  await listenTo(talk.page, 'Everyone');
});

test('gives the microphone back after quiet minutes, says so, and takes it again', async ({ talk }) => {
  const { page } = talk;
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + (window.__laterMs ?? 0);
    window.__wakeLocks = [];
    // Headless Chromium has no screen to keep awake; what is asked of one is noted.
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async (kind: string) => {
          window.__wakeLocks?.push(kind);
          return { addEventListener: () => {}, release: async () => void window.__wakeLocks?.push('released') };
        },
      },
    });
  });
  await talk.visit();
  await expect.poll(() => page.evaluate(() => window.__wakeLocks)).toEqual(['screen']);

  const later = (minutes: number) =>
    page.evaluate((ms) => {
      window.__laterMs = ms;
    }, minutes * MINUTE_MS);
  // What is said begins the minutes anew.
  await later(14);
  await talk.say(UNNAMED, { silenceMs: 500 });
  await talk.turns(1);
  await talk.phase('listening');
  await later(28);
  expect(await page.evaluate(() => window.sotto?.phase)).toBe('listening');
  await later(30);
  await talk.phase('ready');
  await expect(page.locator('#hint')).toHaveText(
    'The microphone was given back after 15 quiet minutes. Press to talk again',
  );
  await expect(page).toHaveTitle('Sotto: a voice assistant that stays on this device');
  await expect.poll(() => page.evaluate(() => window.__wakeLocks)).toEqual(['screen', 'released']);

  await page.locator('#talk').click();
  await talk.phase('listening');
  await expect(page.locator('#hint')).not.toContainText('given back');
  await expect.poll(() => page.evaluate(() => window.__wakeLocks?.at(-1))).toBe('screen');
});
