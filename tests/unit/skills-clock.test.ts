import { describe, expect, it } from 'vitest';
import { clock } from '../../src/agent/skills/clock';
import type { SkillContext } from '../../src/agent/skills/skill';

/** Saturday afternoon in New York, Saturday night in Berlin, Sunday in Tokyo. */
const context: SkillContext = {
  now: new Date('2026-11-21T20:05:00Z'),
  timeZone: 'America/New_York',
  locale: 'en-US',
};
const signal = new AbortController().signal;
const answer = async (text: string, at: SkillContext = context) => (await clock.match(text)?.run(at, signal))?.text;

describe('clock', () => {
  it.each([
    'What time is it?',
    'what time is it right now',
    "What's the time?",
    'Whats the time',
    'What is the current time?',
    'Um, hey Sotto, what time is it, please?',
    'Can you tell me what time it is?',
    'Could you tell me the time?',
    'Do you know what time it is',
    'Do you have the time?',
    'Okay. What is the time now?',
  ])('time: %s', async (said) => {
    expect(await answer(said)).toBe("It's 3:05 PM.");
  });

  it.each([
    'What day is it?',
    'What day is it today?',
    'What day of the week is it?',
    "What's the date today?",
    "What is today's date?",
    "What's today's date",
    'What is the date?',
    'What date is it today?',
    'What is today?',
    'Tell me the date.',
    "What's the day today?",
    'Can you tell me what day it is?',
  ])('date: %s', async (said) => {
    expect(await answer(said)).toBe("It's Saturday, November 21st, 2026.");
  });

  it.each([
    ['What day is tomorrow?', 'Tomorrow is Sunday, November 22nd, 2026.'],
    ['What day is it tomorrow?', 'Tomorrow is Sunday, November 22nd, 2026.'],
    ["What is tomorrow's date?", 'Tomorrow is Sunday, November 22nd, 2026.'],
    ["What's the date tomorrow?", 'Tomorrow is Sunday, November 22nd, 2026.'],
    ['What day will it be tomorrow?', 'Tomorrow is Sunday, November 22nd, 2026.'],
    ['What day was it yesterday?', 'Yesterday was Friday, November 20th, 2026.'],
    ['What day was yesterday?', 'Yesterday was Friday, November 20th, 2026.'],
    ['What year is it?', "It's 2026."],
    ['What month is it?', "It's November."],
    ['What time is it in Tokyo?', "In Tokyo it's 5:05 AM on Sunday."],
    ["What's the time in New York right now?", "In New York it's 3:05 PM."],
    ['What time is it in London?', "In London it's 8:05 PM."],
    ['what time is it now in Berlin', "In Berlin it's 9:05 PM."],
    ['What time is it in Sydney, Australia?', "In Sydney Australia it's 7:05 AM on Sunday."],
    ['What is the date and time?', "It's 3:05 PM on Saturday, November 21st, 2026."],
    ['What time is it in LA?', "In LA it's 12:05 PM."],
    ['What time is it in the Philippines?', "In the Philippines it's 4:05 AM on Sunday."],
    ['What time is it in Timbuktu?', "I don't know the time in Timbuktu yet."],
  ])('%s', async (said, spoken) => {
    expect(await answer(said)).toBe(spoken);
  });

  it('uses the time zone of the context, also over the end of a year', async () => {
    const tokyo = { ...context, now: new Date('2026-12-31T15:30:00Z'), timeZone: 'Asia/Tokyo' };
    expect(await answer('What time is it?', tokyo)).toBe("It's 12:30 AM.");
    expect(await answer('What day is it?', tokyo)).toBe("It's Friday, January 1st, 2027.");
    expect(await answer('What year is it?', tokyo)).toBe("It's 2027.");
    expect(await answer('What day was yesterday?', tokyo)).toBe('Yesterday was Thursday, December 31st, 2026.');
  });

  it('is not upset by the day the clocks change', async () => {
    const night = { ...context, now: new Date('2026-10-31T23:30:00-04:00') };
    expect(await answer('What day is tomorrow?', night)).toBe('Tomorrow is Sunday, November 1st, 2026.');
  });

  it.each([
    '',
    'What time does the store open?',
    'How long does that take?',
    'What is the best time to visit Japan?',
    'What time is dinner?',
    'What is time?',
    'Time flies.',
    'What day is Christmas?',
    'And what about tomorrow?',
    'What is the weather today?',
    'What happened in the year 1990?',
    'Set a timer for five minutes.',
    'Remind me to call mom tomorrow at nine.',
    "What's on my calendar for Friday?",
    'What should I do today?',
    'Is it going to rain this afternoon?',
    'What day is it good to plant beans?',
  ])('leaves to others: %s', (said) => {
    expect(clock.match(said)).toBeUndefined();
  });

  it('answers all its own examples', async () => {
    for (const example of clock.examples) expect(await answer(example), example).toBeDefined();
  });

  it('does not run once aborted', async () => {
    await expect(clock.match('What time is it?')?.run(context, AbortSignal.abort())).rejects.toThrow();
  });
});
