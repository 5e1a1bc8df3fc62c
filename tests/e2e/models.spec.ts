/**
 * Other models, voices and settings in the built app, by its own pages: fetched from a stand-in hub, chosen, used, broken and
 * removed. Weights, workers and sound are real; what a hub would have is made of the starter pack (`stand-in-models.ts`).
 */
import type { Page } from '@playwright/test';
import { serveHub } from '../../bin/lib/serve-hub.mjs';
import type { Session } from '../../bin/lib/session.mjs';
import type { TurnRecord } from '../../src/store/turn-record';
import { clip, phase } from './app';
import { beside, countTurns, listen, lose, nextTurn } from './installed';
import { peakSince } from './peak-since.mjs';
import { repositoryFor, sourceOf } from './stand-in-models';
import { expect, LONG_SUM, LONG_SUM_REPLY, test } from './talk';

const WHISPER = 'whisper-tiny';
const BROKEN = 'whisper-base';
const LANGUAGE_MODEL = 'smollm2-360m';
const DECODER = `${sourceOf(WHISPER).repository}/onnx/decoder_model_merged_quantized.onnx`;
const CUT_BYTES = 10_000_000;
const STARTERS = { stt: 'whisper-tiny.en', llm: 'smollm2-135m', tts: 'piper-joe' };
/** Loud enough to be heard: −30 dBFS. */
const HEARD = 0.03;

// One visit after another to one profile: what a test fetches or chooses is there for the next.
test.describe.configure({ mode: 'serial' });

let hub: Awaited<ReturnType<typeof serveHub>>;
let session: Session;
let page: Page;

test.beforeAll(async ({ session: shared }) => {
  hub = await serveHub({
    repositories: {
      ...repositoryFor(WHISPER, 'whisper-tiny.en'),
      ...repositoryFor(BROKEN, 'whisper-tiny.en', true),
      ...repositoryFor(LANGUAGE_MODEL, 'smollm2-135m'),
    },
  });
  session = shared;
  page = session.page;
  await prefer('hubUrl', hub.url);
});
test.afterAll(() => hub.close());

const role = (name: 'stt' | 'llm' | 'tts') => page.locator(`sotto-models section[data-role=${name}]`);
const card = (id: string) => page.locator(`sotto-model-card[data-id="${id}"]`);
const press = (id: string, name: string) =>
  card(id)
    .getByRole('button', { name: new RegExp(`^${name}: `) })
    .click();
const fault = () => page.locator('sotto-fault:visible [role=alert]');

/** Opens one of the pages beside the conversation. */
async function open(name: 'models' | 'settings'): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, name);
  await expect(page.locator(`sotto-${name} h1`)).toBeVisible();
}

async function back(): Promise<void> {
  await page.locator('sotto-models, sotto-settings').locator('#back').click();
  await expect(page.locator('#text')).toBeVisible();
}

/** Changes one setting on the page of settings: a slider or an address, a switch, a list, or one of several. */
async function prefer(key: string, value: string | boolean): Promise<void> {
  await open('settings');
  const field = page.locator(`sotto-settings #field-${key}`);
  if (typeof value === 'boolean') await field.getByRole('switch').setChecked(value);
  else if (await field.locator('select').count()) await field.locator('select').selectOption(value);
  else if (await field.locator('input[type=radio]').count()) await field.locator(`input[value="${value}"]`).check();
  else {
    await field.locator('input').fill(value);
    await field.locator('input').blur();
  }
  await back();
}

/** Types a question and gives the record of its turn. */
async function ask(question: string): Promise<TurnRecord> {
  const before = await countTurns(page);
  await session.type(question);
  const turn = await nextTurn(page, before);
  if (!turn) throw new Error('There is no turn.');
  return turn;
}

/** Waits until no model is being loaded in another's place: what is said meanwhile is not heard, and the page says so. */
const settled = () => expect(page.locator('#changing')).toBeEmpty();

/** Says a clip and gives the record of its turn. */
async function say(id: string): Promise<TurnRecord> {
  const { records } = await session.say(clip(id));
  const [turn] = records;
  if (!turn || records.length > 1) throw new Error(`${id} made ${records.length} turns.`);
  return turn;
}

/** A spoken question is understood and answered by these. */
async function expectConversation(engines: Partial<typeof STARTERS> = {}): Promise<void> {
  await settled();
  expect(await say('cmd_01')).toMatchObject({
    outcome: 'answered',
    transcript: expect.stringMatching(/^What is 25 times (7|seven)\?$/),
    reply: '25 times 7 is 175.',
    error: undefined,
    engines: { ...STARTERS, ...engines },
  });
}

test('a transcriber from the hub comes in through a cut, is used, and is there without the hub', async () => {
  await open('models');
  await expect(role('stt').locator('.in-use-line')).toContainText('In use: Whisper tiny, on the processor.');
  hub.order(DECODER, { kind: 'hold', atBytes: CUT_BYTES });
  const held = hub.whenHeld(DECODER);
  await press(WHISPER, 'Get');
  await held;
  const bar = card(WHISPER).getByRole('progressbar', { name: 'Download of Whisper tiny, multilingual' });
  await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(40);
  await expect(card(WHISPER).getByRole('button', { name: 'Pause' })).toBeVisible();
  hub.release(true);
  await expect(card(WHISPER)).toContainText('Verified: as the hub says they are.');
  // It went on where the connection was cut.
  const gets = hub.requests.filter(({ path, method }) => path === DECODER && method === 'GET');
  expect(gets.map(({ range }) => range)).toEqual([undefined, `bytes=${CUT_BYTES}-`]);

  await press(WHISPER, 'Use');
  await expect(role('stt').locator('.in-use-line')).toContainText('In use: Whisper tiny, multilingual');
  await expect(role('stt').locator('.in-use-line')).toContainText('You chose it.');
  await back();
  await expectConversation({ stt: WHISPER });

  const asked = hub.requests.length;
  await session.visit();
  await expectConversation({ stt: WHISPER });
  expect(hub.requests).toHaveLength(asked);

  await open('models');
  await role('stt').getByRole('button', { name: 'Let Sotto choose' }).click();
  await expect(role('stt').locator('.in-use-line')).toContainText('In use: Whisper tiny, on the processor.');
  await back();
  await expectConversation();
});

test('a chime, another voice, and a voice that this browser has not', async () => {
  await open('models');
  await press('chime', 'Use');
  await expect(card('chime')).toContainText('In use');
  await back();
  const chimed = await ask(LONG_SUM);
  expect(chimed).toMatchObject({ outcome: 'answered', reply: LONG_SUM_REPLY, engines: { tts: 'chime' } });
  expect(await peakSince(session.microphone, chimed.startedAtMs)).toBeGreaterThan(HEARD);
  await expectConversation({ tts: 'chime' });

  await open('models');
  await press('flite', 'Get');
  await press('flite', 'Use');
  await expect(card('flite')).toContainText('In use');
  await back();
  const spoken = await ask(LONG_SUM);
  expect(spoken).toMatchObject({ outcome: 'answered', reply: LONG_SUM_REPLY, engines: { tts: 'flite' } });
  expect(spoken.work.replyAudioMs).toBeGreaterThan(1000);
  expect(await peakSince(session.microphone, spoken.startedAtMs)).toBeGreaterThan(HEARD);

  await prefer('ttsModel', 'system-voice');
  await open('models');
  await expect(role('tts').locator('.in-use-line')).toContainText('In use: Piper Joe');
  await expect(role('tts').locator('.in-use-line')).toContainText(
    'You chose Voices of this device, which is not on this device; this one stands in for it.',
  );
  await back();
  await expectConversation();
  await prefer('ttsModel', 'auto');
});

test('a model that cannot be started is told of, the starter takes over, and so again when the page is opened anew', async () => {
  await open('models');
  await press(BROKEN, 'Get');
  await press(BROKEN, 'Use');
  await expect(role('stt').locator('.in-use-line')).toContainText(
    'You chose Whisper base, multilingual, which could not be started; this one steps in.',
  );
  await back();
  await expect(fault()).toContainText('A model could not be started');
  await expectConversation();

  await page.goto(new URL('/', page.url()).href);
  await phase(page, 'ready');
  await expect(fault()).toHaveCount(1);
  await expect(fault()).toContainText('A model could not be started');
  await fault().getByRole('button', { name: 'Dismiss' }).click();
  await listen(page);
  await session.microphone?.start();
  await expectConversation();
  await expect(fault()).toHaveCount(0);

  await open('models');
  await press(BROKEN, 'Remove');
  await card(BROKEN).locator('.yes').click();
  await expect(role('stt').locator('.in-use-line')).toContainText('which is not on this device');
  await role('stt').getByRole('button', { name: 'Let Sotto choose' }).click();
  await back();
  await expectConversation();
});

test('a language model from the hub thinks at once, and the starter does when it is gone', async () => {
  await open('models');
  await press(LANGUAGE_MODEL, 'Get');
  await expect(role('llm').locator('.in-use-line')).toContainText('In use: SmolLM2 360M');
  await expect(role('llm').locator('.in-use-line')).toContainText('The best of what is here for this device.');
  // What is in use is not removed under the user's feet.
  await expect(card(LANGUAGE_MODEL).getByRole('button', { name: 'Remove' })).toHaveCount(0);
  await back();
  const answered = await ask('What is the capital of France?');
  expect(answered).toMatchObject({ outcome: 'answered', route: 'model', engines: { llm: LANGUAGE_MODEL } });
  expect(answered.reply).toMatch(/Paris/);

  // A browser short of space takes files away without a word.
  const url = new URL('/', page.url()).href;
  await beside(page, url);
  await lose(page, LANGUAGE_MODEL, 'tokenizer.json');
  await session.visit();
  await expectConversation();
  expect(await ask('What is the capital of France?')).toMatchObject({ route: 'model', engines: STARTERS });
});

test('settings take effect at once', async () => {
  await prefer('voiceRate', '2');
  const quick = await ask(LONG_SUM);
  await prefer('voiceRate', '0.5');
  const slow = await ask(LONG_SUM);
  await prefer('voiceRate', '1');
  expect([quick.reply, slow.reply]).toEqual([LONG_SUM_REPLY, LONG_SUM_REPLY]);
  expect((slow.work.replyAudioMs ?? 0) / (quick.work.replyAudioMs ?? 1)).toBeGreaterThan(2);

  await prefer('sttBeams', '3');
  await prefer('sttTemperature', '0');
  await expectConversation();
  await prefer('sttBeams', '1');

  const measured = () =>
    page.evaluate(async () => (await window.sotto?.monitor?.getMetrics('operations', { lastMs: 3_600_000 }))?.length);
  await prefer('monitor', false);
  const before = await measured();
  expect(before).toBeGreaterThan(0);
  await expectConversation();
  expect(await measured()).toBe(before);
  await prefer('monitor', true);
  await expectConversation();
  expect(await measured()).toBeGreaterThan(before ?? 0);

  await expect(page.locator('#state')).toHaveText('Listening');
  await prefer('locale', 'de');
  await expect(page.locator('#state')).toHaveText('Hört zu');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await prefer('locale', 'auto');

  await prefer('audioProfile', 'quality');
  await expectConversation();
});

test('an utterance that a new microphone cuts off is over for the page, too', async () => {
  await settled();
  await open('settings');
  const started = await page.evaluate(() => window.sotto?.utterances.started ?? 0);
  const saying = session.microphone?.play(clip('pause_03'), { atMs: 0 });
  await page.waitForFunction((before) => (window.sotto?.utterances.started ?? 0) > before, started);
  await page.locator('#field-echoCancellation').getByRole('switch').click();
  await saying;
  await back();
  await phase(page, 'listening');
  const unfinished = () =>
    page.evaluate(() => {
      const { started: begun, ended, misfires } = window.sotto?.utterances ?? { started: 0, ended: 0, misfires: -1 };
      return begun - ended - misfires;
    });
  await expect.poll(unfinished).toBe(0);
  await expectConversation();
});
