import { expect, FIRST_HALF, LONG_SUM, SECOND_HALF, type Talk, test } from './talk';

const REST = { silenceMs: 300 };

/** Says half a question and waits until an answer to it has been begun. */
async function untilGuessing(talk: Talk): Promise<void> {
  await talk.say(FIRST_HALF);
  await talk.happened('guess-begun');
}

/** A spoken question is answered, and is the `count`th turn of the visit. */
async function expectNextTurn(talk: Talk, count: number): Promise<void> {
  await talk.say('cmd_01');
  expect((await talk.turns(count)).at(-1)).toMatchObject({
    outcome: 'answered',
    transcript: 'What is 25 times 7?',
    reply: '25 times 7 is 175.',
  });
}

/** What was begun and given up left nothing: neither on the page, nor to be heard, nor kept. */
async function expectNoTrace(talk: Talk): Promise<void> {
  expect(await talk.tally()).toMatchObject({ 'guess-begun': 1, 'guess-dropped': 1 });
  expect(await talk.shown()).toEqual([]);
  const { started, shownReplies } = await talk.wire();
  expect({ started, shownReplies }).toEqual({ started: [], shownReplies: [] });
  expect(await talk.turns(0)).toEqual([]);
  expect(await talk.kept()).toEqual([]);
}

test.describe('a pause in the middle of a sentence', () => {
  for (const [id, words] of [
    ['pause_01', /^i would like to\W+book a table for two\W*$/i],
    ['pause_03', /^can you tell me\W+how tall the eiffel tower is\W*$/i],
  ] as const) {
    test(`${id} is one turn with all its words, and what was begun in the pause leaves nothing`, async ({ talk }) => {
      await talk.say(id);
      const [turn, ...others] = await talk.cutReplyShort(1);
      expect(others).toEqual([]);
      expect(turn).toMatchObject({ input: 'voice', route: 'model', error: undefined });
      expect(turn?.transcript).toMatch(words);

      // The one in the pause at least was for nothing; on a busy device the answer itself was no guess.
      const { guesses = 0, droppedGuesses = 0, wastedMs = 0 } = turn?.listening ?? {};
      const { 'guess-begun': begun, 'guess-dropped': dropped, 'guess-taken': taken = 0 } = await talk.tally();
      expect(droppedGuesses).toBeGreaterThan(0);
      expect(wastedMs).toBeGreaterThan(0);
      expect({ begun, dropped }).toEqual({ begun: guesses, dropped: droppedGuesses });
      expect(taken).toBe(guesses - droppedGuesses);

      const shown = await talk.shown();
      expect(shown).toEqual([turn?.transcript, expect.any(String)]);
      const { started, shownReplies, prompts } = await talk.wire();
      expect(started).toHaveLength(1);
      for (const text of shownReplies) expect(shown[1]?.startsWith(text), text).toBe(true);
      // Half a question was asked of the model, or this test shows nothing.
      const halves = prompts.map((prompt) => prompt.at(-1)?.content ?? '').filter((text) => !words.test(text));
      expect(halves.some((text) => turn?.transcript.startsWith(text.replace(/\W+$/, '')))).toBe(true);
      expect(await talk.kept()).toEqual([turn?.id]);

      const prompt = await talk.nextPrompt('Who are you?');
      const heard = turn?.reply ? [turn.transcript, turn.reply] : [];
      expect(prompt.map(({ content }) => content)).toEqual([...heard, 'Who are you?']);
      // The probe has ears of its own: nothing sounded while the user was still speaking.
      expect((await talk.heard())[0]?.early).toBeUndefined();
    });
  }
});

test.describe('an answer begun in a pause is given up', () => {
  test('by switching the microphone off', async ({ talk }) => {
    await untilGuessing(talk);
    await talk.page.locator('#talk').click();
    await talk.happened('guess-dropped');
    await talk.phase('ready');
    await expectNoTrace(talk);
    await talk.page.locator('#talk').click();
    await talk.phase('listening');
    await expectNextTurn(talk, 1);
  });

  test('by a typed question, which is answered alone', async ({ talk }) => {
    await talk.page.locator('#text').fill('What is half of ninety?');
    await untilGuessing(talk);
    await talk.page.locator('#text').press('Enter');
    await talk.happened('guess-dropped');
    const turns = await talk.turns(1);
    expect(turns).toEqual([
      expect.objectContaining({ input: 'keyboard', outcome: 'answered', reply: 'Half of 90 is 45.' }),
    ]);
    expect(await talk.shown()).toEqual([turns[0]?.transcript, turns[0]?.reply]);
    expect((await talk.wire()).started).toHaveLength(1);
    await expectNextTurn(talk, 2);
    expect(await talk.kept()).toHaveLength(2);
  });

  test('by clearing the conversation, which forgets all but what is still being said', async ({ talk }) => {
    await talk.ask('What is half of ninety?');
    await talk.cutReplyShort(1);
    await untilGuessing(talk);
    await talk.page.locator('#clear').click();
    await talk.happened('guess-dropped');
    expect(await talk.shown()).not.toContain('What is half of ninety?');
    const turn = (await talk.cutReplyShort(2)).at(-1);
    expect(turn?.transcript).toMatch(/^can you tell me\W*$/i);
    expect((await talk.shown())[0]).toBe(turn?.transcript);
    const prompt = await talk.nextPrompt('Who are you?');
    expect(prompt[0]?.content).toBe(turn?.reply ? turn.transcript : 'Who are you?');
  });

  test('with Escape, once it was taken and before it is heard', async ({ talk }) => {
    await talk.page.evaluate(() => {
      if (window.wire) window.wire.holdSpeaker = true;
    });
    await talk.say('cmd_16');
    await talk.phase('thinking');
    await talk.page.keyboard.press('Escape');
    const [turn] = await talk.turns(1);
    expect(turn).toMatchObject({ outcome: 'interrupted', reply: '', milestones: undefined });
    expect((await talk.wire()).started).toEqual([]);
    await talk.page.evaluate(() => {
      if (window.wire) window.wire.holdSpeaker = false;
    });
    expect(await talk.nextPrompt('Who are you?')).toEqual([{ role: 'user', content: 'Who are you?' }]);
    await talk.cutReplyShort(2);
    await expectNextTurn(talk, 3);
  });
});

test.describe('words to Sotto itself', () => {
  test('typed and with the network cut, they act without the model', async ({ talk }) => {
    await talk.page.context().setOffline(true);
    await talk.ask('What is half of ninety?');
    await talk.turns(1);
    const asked = (await talk.wire()).prompts.length;

    await talk.ask('Repeat that.');
    expect((await talk.turns(2)).at(-1)).toMatchObject({
      outcome: 'answered',
      route: 'control:repeat',
      reply: 'Half of 90 is 45.',
    });

    const before = (await talk.wire()).volumes.at(-1) ?? 1;
    await talk.ask('louder');
    expect((await talk.turns(3)).at(-1)).toMatchObject({ outcome: 'answered', route: 'control:louder' });
    expect((await talk.wire()).volumes.at(-1)).toBeGreaterThan(before);

    await talk.ask(LONG_SUM);
    await talk.phase('speaking');
    await talk.ask('stop');
    const last = (await talk.turns(5)).slice(-2);
    expect(last).toEqual([
      expect.objectContaining({ outcome: 'interrupted', route: 'skill:calculator' }),
      expect.objectContaining({ outcome: 'stopped', route: 'control:stop', reply: '' }),
    ]);
    await talk.phase('listening');
    const { prompts, started } = await talk.wire();
    expect(prompts).toHaveLength(asked);
    expect(started).toHaveLength(4);
    await talk.page.context().setOffline(false);
  });
});

test.describe('a key held to talk', () => {
  /** Chooses how the microphone is used; the choice outlives the visit. */
  async function choose({ page }: Talk, mode: 'Hold to talk' | 'Hands-free'): Promise<void> {
    await page.locator('#settings').click();
    await page.getByRole('radio', { name: mode }).check();
    await page.keyboard.press('Escape');
    await page.locator('#talk').focus();
  }
  const hold = ({ page }: Talk) => page.keyboard.down('Space');
  const letGo = ({ page }: Talk) => page.keyboard.up('Space');

  test.beforeEach(({ talk }) => choose(talk, 'Hold to talk'));
  test.afterEach(({ talk }) => choose(talk, 'Hands-free'));

  test('takes all that is said while it is down as one turn, however long the pause, and nothing else', async ({
    talk,
  }) => {
    await talk.say('cmd_09', REST);
    await hold(talk);
    // Longer than any silence that ends a turn.
    await talk.say(FIRST_HALF, { silenceMs: 2500 }, SECOND_HALF);
    expect(await talk.turns(0)).toEqual([]);
    await letGo(talk);
    const turns = await talk.cutReplyShort(1);
    expect(turns).toHaveLength(1);
    expect(turns[0]?.transcript).toMatch(/^can you tell me\W+how tall the eiffel tower is\W*$/i);
    expect(await talk.page.evaluate(() => window.sotto?.utterances.started)).toBe(1);
  });

  test('ends the reply, and what is said is the next question', async ({ talk }) => {
    await talk.ask(LONG_SUM);
    await talk.phase('speaking');
    await talk.page.locator('#talk').focus();
    await hold(talk);
    expect(await talk.turns(1)).toEqual([expect.objectContaining({ outcome: 'interrupted' })]);
    await talk.say('cmd_01');
    await letGo(talk);
    expect((await talk.turns(2)).at(-1)).toMatchObject({ outcome: 'answered', reply: '25 times 7 is 175.' });
  });
});
