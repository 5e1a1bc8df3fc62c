#!/usr/bin/env node
/**
 * Takes the pictures of Sotto in the built app, after real answers to typed questions: those that an installer shows
 * (public/screenshots, named by the manifest), and those of every page for the documents (docs/pictures): on a phone and on a
 * desktop, light and dark. The latter run a short benchmark first, which takes a minute.
 *
 * usage:
 *   node bin/make-screenshots.mjs [--docs]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { picture, picturedSession } from './lib/pictures/pictured-session.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const forDocs = process.argv.includes('--docs');
const QUESTIONS = ['What is 25 times 7?', 'Calculate 15% tip on $45.50'];
const MORE_QUESTIONS = ['What time is it?', 'Why is the sky blue?', 'What is 12 squared?', 'Tell me about the moon.'];
/** Sizes in CSS pixels; browsers want 320 to 3840 real ones, and no side more than 2.3 times the other. */
const DESKTOP = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };
const PHONE = { width: 390, height: 844, deviceScaleFactor: 2, mobile: true };
const PAGES = [
  ['talk', '', 'app'],
  ['dashboard', '#performance'],
  ['benchmark', '#benchmark'],
  ['models', '#models'],
  ['settings', '#settings'],
];
/** Short: what is drawn of it is what matters. */
const PLAN = {
  suites: ['components'],
  components: ['vad', 'stt', 'llm', 'tts'],
  componentIterations: 10,
  endToEndIterations: 2,
  warmUps: 2,
  durationS: 4,
  concurrency: 3,
  users: 2,
  timeoutS: 120,
  coldLoads: false,
  seed: 1,
};

const session = await picturedSession(forDocs ? [...MORE_QUESTIONS, ...QUESTIONS] : QUESTIONS);
const { page } = session;
try {
  const devtools = await session.context.newCDPSession(page);
  const take = async (folder, name, metrics) => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, `${name}.png`), await picture(page, devtools, metrics));
    console.log(`${folder}/${name}.png`);
  };
  if (forDocs) {
    console.error('a short benchmark …');
    await page.evaluate((plan) => window.sotto.benchmark.run(plan), PLAN);
    for (const [name, hash, element = name] of PAGES) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      // The page before gives way only when this one is there.
      await page.waitForFunction((element) => document.querySelector(`${element}:not([hidden])`), `sotto-${element}`);
      if (name === 'models') await page.locator('sotto-models section[data-role]').first().waitFor();
      // What is read from the stores and from the browser is there.
      await page.waitForLoadState('networkidle');
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await take('docs/pictures', `${name}-desktop-${colorScheme}`, DESKTOP);
        await take('docs/pictures', `${name}-phone-${colorScheme}`, PHONE);
      }
    }
  } else {
    await take('public/screenshots', 'talk-wide', DESKTOP);
    await take('public/screenshots', 'talk-narrow', PHONE);
  }
} finally {
  await session.close();
}
