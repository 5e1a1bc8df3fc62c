import type { TurnRecord } from '../../src/store/turn-record';
import { expect, LONG_SUM, LONG_SUM_REPLY, type Sound, STORY, type Talk, test } from './talk';

const interrupted = expect.objectContaining({ outcome: 'interrupted', error: undefined });

/** Of a reply that was cut off, what counts as said is its beginning, up to a word's end. */
function expectBeginning(turn: TurnRecord | undefined, shown: string | undefined): void {
  const plain = (text = '') => text.replaceAll(/\s+/g, ' ').trim();
  const [heard, whole] = [plain(turn?.reply), plain(shown)];
  expect(whole.startsWith(heard), `"${heard}" of "${whole}"`).toBe(true);
  expect(heard.length).toBeLessThan(whole.length);
  expect(heard === '' || whole[heard.length] === ' ', `"${heard}" ends in a word`).toBe(true);
}

test('while the answer is being made: what is said next is the second half of the question', async ({ talk }) => {
  const slow = (hold: boolean) =>
    talk.page.evaluate((wanted) => {
      if (window.wire) window.wire.holdSpeaker = wanted;
    }, hold);
  await slow(true);
  await talk.say('cmd_16');
  await talk.phase('thinking');
  await talk.say('dlg_1_turn_2');
  const [first] = await talk.turns(1);
  expect(first).toMatchObject({ outcome: 'interrupted', reply: '', milestones: undefined });
  await slow(false);

  const [, second, ...others] = await talk.cutReplyShort(2);
  expect(others).toEqual([]);
  expect(second?.transcript).toMatch(/^how far is the moon.* and what about tomorrow\W*$/i);
  expect((await talk.shown())[0]).toBe(second?.transcript);
  expect(await talk.shown()).toHaveLength(2);
  // The model was asked the whole as one question, and half of it stands nowhere in the conversation.
  const prompt = await talk.nextPrompt('Who are you?');
  const heard = second?.reply ? [second.transcript, second.reply] : [];
  expect(prompt.map(({ content }) => content)).toEqual([...heard, 'Who are you?']);
});

test('"Stop!" in the first clause: silence, and nothing is asked of the model', async ({ talk }) => {
  await talk.ask(LONG_SUM);
  await talk.phase('speaking');
  const asked = (await talk.wire()).prompts.length;
  await talk.say('barge_01');
  const [first, second, ...others] = await talk.turns(2);
  expect(others).toEqual([]);
  expect(first).toEqual(interrupted);
  expect(second).toMatchObject({ outcome: 'stopped', route: 'control:stop', reply: '' });
  expectBeginning(first, (await talk.shown())[1]);
  await talk.phase('listening');
  const { prompts, started, ducks } = await talk.wire();
  expect(prompts).toHaveLength(asked);
  expect(started).toHaveLength(1);
  // The next reply is as loud as ever.
  expect(ducks.at(-1)).toBe(1);
  expect(await talk.tally()).toMatchObject({ stopped: 1, flushed: 1 });
});

test('"Wait." in mid-reply: the history ends with the words that were heard', async ({ talk }) => {
  await talk.ask(STORY);
  await talk.played(1500);
  await talk.say('barge_02');
  const [first, second, ...others] = await talk.turns(2);
  expect(others).toEqual([]);
  expect(first).toEqual(interrupted);
  expect(second).toMatchObject({ outcome: 'stopped', route: 'control:wait' });
  expectBeginning(first, (await talk.shown())[1]);
  expect(first?.reply).not.toBe('');
  await expect(talk.page.locator('article').nth(1)).toContainText('you stopped this');
  expect(await talk.nextPrompt('Who are you?')).toEqual([
    { role: 'user', content: first?.transcript },
    { role: 'assistant', content: first?.reply },
    { role: 'user', content: 'Who are you?' },
  ]);
});

test('a question in mid-reply is answered next', async ({ talk }) => {
  await talk.ask(STORY);
  await talk.played(1000);
  await talk.say('cmd_01');
  const turns = await talk.turns(2);
  expect(turns).toEqual([
    interrupted,
    expect.objectContaining({ outcome: 'answered', transcript: 'What is 25 times 7?', reply: '25 times 7 is 175.' }),
  ]);
  const shown = await talk.shown();
  expectBeginning(turns[0], shown[1]);
  expect(shown.slice(2)).toEqual(['What is 25 times 7?', '25 times 7 is 175.']);
  const prompt = await talk.nextPrompt('Who are you?');
  expect(prompt.map(({ content }) => content)).toEqual([
    turns[0]?.transcript,
    turns[0]?.reply,
    'What is 25 times 7?',
    '25 times 7 is 175.',
    'Who are you?',
  ]);
});

test.describe('a reply goes on to its end', () => {
  async function expectUnharmed(talk: Talk, ...sound: Sound[]): Promise<void> {
    await talk.ask(LONG_SUM);
    await talk.phase('speaking');
    await talk.say(...sound);
    const turns = await talk.turns(1);
    expect(turns).toEqual([expect.objectContaining({ outcome: 'answered', reply: LONG_SUM_REPLY })]);
    const { stopped, flushed } = await talk.tally();
    expect({ stopped, flushed }).toEqual({ stopped: undefined, flushed: undefined });
    expect((await talk.wire()).ducks.at(-1) ?? 1).toBe(1);
    await talk.phase('listening');
  }

  test('under an "Okay.", for which it is lowered and restored', async ({ talk }) => {
    await expectUnharmed(talk, 'barge_05');
    const { ducked = 0, restored = 0 } = await talk.tally();
    expect(ducked).toBeGreaterThan(0);
    expect(restored).toBeGreaterThan(0);
    expect((await talk.wire()).ducks.some((gain) => gain < 1)).toBe(true);
  });

  test('under a cough', async ({ talk }) => {
    await expectUnharmed(talk, { silenceMs: 300 }, { noise: 'cough' });
  });
});

test("Sotto's own voice in the microphone raises no turn and stops no reply, and the user's is still heard", async ({
  talk,
}) => {
  await talk.visit({ echo: '-20dB,80ms' });
  await talk.say('cmd_20');
  await talk.turns(1);
  await talk.phase('listening');
  await talk.say('cmd_14');
  await talk.turns(2);
  await talk.phase('listening');
  await talk.say('cmd_01');
  const turns = await talk.turns(3);
  expect(turns.map(({ outcome, transcript }) => ({ outcome, transcript }))).toEqual([
    { outcome: 'answered', transcript: expect.stringMatching(/sky is blue/i) },
    { outcome: 'answered', transcript: expect.stringMatching(/capital of australia/i) },
    { outcome: 'answered', transcript: 'What is 25 times 7?' },
  ]);
  const { stopped } = await talk.tally();
  expect(stopped).toBeUndefined();
});
