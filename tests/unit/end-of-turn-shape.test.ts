import { describe, expect, it } from 'vitest';
import { type QuestionShape, questionShape } from '../../src/agent/question-shape';

/** From surely unfinished to surely finished. */
const ORDER: readonly QuestionShape[] = ['open', 'leaning-open', 'doubtful', 'leaning-complete', 'complete'];
const rank = (text: string) => ORDER.indexOf(questionShape(text));

describe('questionShape', () => {
  it.each([
    ['What is it made of?', 'What is the capital of?'],
    ['Where are you from?', 'Where is the train from?'],
    ['Can you tell me how tall the tower is?', 'The tower is.'],
    ['Do you know where it is?', 'Do you know where it'],
    ['Turn off the light, please.', 'Can you please.'],
    ['Milk, eggs and bread.', 'Milk, eggs and'],
    ['Invite Tom, Lucy and Ben.', 'Invite Tom, Lucy.'],
    ['What is 25 times 7?', 'What is 25 times?'],
    ['My number is 555-0192.', 'My number is 555.'],
    ['How old are you?', 'Are you?'],
    ['What should I buy?', 'I want to buy.'],
    ['Set an alarm for seven.', 'Set an alarm.'],
    ['If it rains, what should I wear?', 'If it rains tomorrow.'],
    ['Who is he?', 'He is.'],
    ['Tell me a joke.', 'Tell me.'],
    ['What time is it', 'What time'],
    ['Show me the news.', 'Show me the new'],
    // Whisper hears a pronoun where an article was cut off.
    ['Where is the station?', 'Where is that?'],
    ['What time is it?', 'What is it?'],
    ['Calculate 15% tip on $45.50.', 'Calculate 15% tip on $45.'],
    ['Wake me up at 7.', 'Wake me up at 20.'],
    ['Set a timer for 20 minutes.', 'Set a timer for 20.'],
    ['What is glass made of?', 'What is glass made'],
  ])('%j looks more finished than %j', (finished, unfinished) => {
    expect(rank(finished)).toBeGreaterThanOrEqual(rank(unfinished));
    expect(rank(finished)).toBeGreaterThanOrEqual(ORDER.indexOf('doubtful'));
  });

  it.each(['stop', 'Wait.', 'Never mind.', 'Okay, stop.'])('a command for silence is complete: %j', (text) => {
    expect(questionShape(text)).toBe('complete');
  });

  it.each(['So,', 'Um...', 'I think —', 'Well, uh', 'the', 'And'])('%j is open', (text) => {
    expect(questionShape(text)).toBe('open');
  });

  it('a mark makes a whole sentence surer, and a cut one not', () => {
    expect(rank('What is the capital of France?')).toBeGreaterThan(rank('What is the capital of France'));
    expect(rank('I would like to.')).toBe(rank('I would like to'));
  });

  it('looks at the last of several sentences', () => {
    expect(rank('It is cold today. Can you')).toBe(rank('Can you'));
    expect(rank('I see. What time is it?')).toBe(rank('What time is it?'));
  });

  it('is quick enough for every partial', () => {
    // No pattern may take exponential time: a long text of near misses has to come back at all.
    expect(questionShape(`${'five '.repeat(400)}x ${'a, '.repeat(400)}b`)).toBeDefined();
  });
});
