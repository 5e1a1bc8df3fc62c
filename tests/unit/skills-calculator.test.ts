import { describe, expect, it } from 'vitest';
import { calculator } from '../../src/agent/skills/calculator';
import { numberWordsToDigits } from '../../src/agent/skills/number-words';
import type { SkillContext } from '../../src/agent/skills/skill';

const context: SkillContext = { now: new Date(0), timeZone: 'UTC', locale: 'en-US' };
const signal = new AbortController().signal;
const answer = async (text: string) => (await calculator.match(text)?.run(context, signal))?.text;

describe('calculator', () => {
  it.each([
    ['What is 25 times 7?', '25 times 7 is 175.'],
    ['What is 25x7?', '25 times 7 is 175.'],
    ['What is 25 x 7?', '25 times 7 is 175.'],
    ['twenty five times seven', '25 times 7 is 175.'],
    ['Twenty-five times seven.', '25 times 7 is 175.'],
    ['Calculate 15 * 23.', '15 times 23 is 345.'],
    ['15 * 23', '15 times 23 is 345.'],
    ["what's two plus two", '2 plus 2 is 4.'],
    ['What’s 2+2?', '2 plus 2 is 4.'],
    ['Hey Sotto, can you tell me what is two plus two, please?', '2 plus 2 is 4.'],
    ['Um, okay, how much is 12 divided by 5?', '12 divided by 5 is 2.4.'],
    ['What does 3 plus 4 equal?', '3 plus 4 is 7.'],
    ['3 + 4 =', '3 plus 4 is 7.'],
    ["what's 1,250 plus 3", '1,250 plus 3 is 1,253.'],
    ['a hundred divided by 8', '100 divided by 8 is 12.5.'],
    ['10 divided by 3', '10 divided by 3 is about 3.333.'],
    ['100 / 7', '100 divided by 7 is about 14.29.'],
    ['What is 100 / 7?', '100 divided by 7 is about 14.29.'],
    ['1 divided by 3', '1 divided by 3 is about 0.333.'],
    ['0.1 plus 0.2', '0.1 plus 0.2 is 0.3.'],
    ['three point five times two', '3.5 times 2 is 7.'],
    ['3 minus 10', '3 minus 10 is minus 7.'],
    ['minus 5 plus 3', 'Minus 5 plus 3 is minus 2.'],
    ['5 times negative 3', '5 times minus 3 is minus 15.'],
    ['7 squared', '7 squared is 49.'],
    ['two to the power of ten', '2 to the power of 10 is 1,024.'],
    ['2^10', '2 to the power of 10 is 1,024.'],
    ['What is 2 to the 10th power?', '2 to the power of 10 is 1,024.'],
    ['square root of two', 'The square root of 2 is about 1.414.'],
    ['What is the square root of 144?', 'The square root of 144 is 12.'],
    ['the cube root of 27', 'The cube root of 27 is 3.'],
    ['√16 + 9', 'The square root of 16 plus 9 is 13.'],
    ['half of ninety', 'Half of 90 is 45.'],
    ["What's a third of 90?", 'A third of 90 is 30.'],
    ['three quarters of 80', '3 quarters of 80 is 60.'],
    ['double 45', 'Twice 45 is 90.'],
    ['15 percent of 80', '15% of 80 is 12.'],
    ['15% of 80', '15% of 80 is 12.'],
    ['What is 20% off $50?', '20% off $50 is $40.'],
    ['200 plus 10 percent', '200 plus 10% is 220.'],
    ['$45.50 times 2', '$45.50 times 2 is $91.'],
    ['ten dollars divided by four', '$10 divided by 4 is $2.50.'],
    ['$10 / $4 times 1', '$10 divided by $4 times 1 is 2.5.'],
    ['(2 + 3) * 4', 'That makes 20.'],
    ['2 + 3 * 4', '2 plus 3 times 4 is 14.'],
    ['Add five and seven', '5 plus 7 is 12.'],
    ['What is the sum of 5 and 7?', '5 plus 7 is 12.'],
    ['the product of 6 and 7', '6 times 7 is 42.'],
    ['What is one half plus one third?', '1 half plus 1 third is about 0.833.'],
    ['two and a half times four', '2 and a half times 4 is 10.'],
    ['Subtract 3 from 10.', '10 minus 3 is 7.'],
    ['multiply 6 by 7', '6 times 7 is 42.'],
    ['Divide 10 by 4.', '10 divided by 4 is 2.5.'],
    ['two million times three', '2,000,000 times 3 is 6,000,000.'],
    ['10 to the power of 30', '10 to the power of 30 is about 1 times 10 to the power of 30.'],
    ['10 modulo 3', '10 modulo 3 is 1.'],
  ])('%s', async (said, spoken) => {
    expect(await answer(said)).toBe(spoken);
  });

  it.each([
    ['Calculate 15% tip on $45.50.', 'A 15% tip on $45.50 is $6.83, which makes $52.33.'],
    ["What's a 20 percent tip on sixty dollars?", 'A 20% tip on $60 is $12, which makes $72.'],
    ['18% tip on 45 dollars and 50 cents', 'An 18% tip on $45.50 is $8.19, which makes $53.69.'],
    ['tip of 15% on $100', 'A 15% tip on $100 is $15, which makes $115.'],
    ['How much is a ten percent tip on a $30 bill?', 'A 10% tip on $30 is $3, which makes $33.'],
  ])('tips: %s', async (said, spoken) => {
    expect(await answer(said)).toBe(spoken);
  });

  it.each([
    ['What is 5 divided by 0?', "You can't divide by zero."],
    ['ten over zero', "You can't divide by zero."],
    ['What is the square root of minus 4?', 'That has no answer among the real numbers.'],
    ['10 to the power of 1000', 'That number is too big for me.'],
    ['What is 5 times times 7?', "I couldn't make out that sum. Could you say it another way?"],
    ['Calculate 25 times.', "I couldn't make out that sum. Could you say it another way?"],
  ])('explains: %s', async (said, spoken) => {
    expect(await answer(said)).toBe(spoken);
  });

  it.each([
    '',
    '...',
    'I have two cats',
    'What is the capital of Australia?',
    'Tell me about the 1990s',
    'Set a timer for five minutes.',
    'Convert ten miles to kilometers.',
    'What is five?',
    'What is minus 5?',
    'How many times have you been there?',
    'Two times',
    'times two',
    '555-0192',
    'My phone number is, um... five five five, zero one nine two.',
    'What is 3/5/2024?',
    'What is 2024-03-05?',
    "What's 9/11?",
    '24/7',
    '10-20',
    '3/4',
    'One',
    'What is love?',
    'What is constructor + 1?',
    'alert(1)',
    'What is 2 + x?',
    'What time is it?',
    'Double trouble',
    'over and over',
    "What's the weather in London?",
    'half',
    'Which one is less?',
    `${'1 + '.repeat(100)}1`,
  ])('leaves to others: %s', (said) => {
    expect(calculator.match(said)).toBeUndefined();
  });

  it('answers all its own examples', async () => {
    for (const example of calculator.examples) expect(await answer(example), example).toBeDefined();
  });

  it('does not run once aborted', async () => {
    const match = calculator.match('2 + 2');
    await expect(match?.run(context, AbortSignal.abort())).rejects.toThrow();
  });

  it('neither throws nor hangs on generated sums', async () => {
    const pieces =
      'what is|5|0|twenty|two hundred and|point|million|plus|minus|times|x|(|)|-|%|percent of|$|dollars|and|squared|half of|square root of|over|^|**|tip on|a|cats|.|,'.split(
        '|',
      );
    let seed = 3;
    for (let round = 0; round < 20_000; round++) {
      const words: string[] = [];
      for (let length = 1 + (round % 9); length > 0; length--) {
        seed = (seed * 48271) % 2147483647;
        words.push(pieces[seed % pieces.length] ?? '');
      }
      const said = words.join(' ');
      const text = await answer(said);
      if (text !== undefined) expect(text, said).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });
});

describe('numberWordsToDigits', () => {
  it.each([
    ['twenty five', '25'],
    ['twenty-five', '25'],
    ['a hundred', '100'],
    ['two hundred and five', '205'],
    ['nineteen ninety', '19 90'],
    ['one thousand two hundred thirty four', '1234'],
    ['a thousand million', '1000000000'],
    ['three million four hundred thousand', '3400000'],
    ['2.5 million', '2500000'],
    ['two point five million', '2500000'],
    ['three point one four', '3.14'],
    ['zero point five', '0.5'],
    ['point five', '0.5'],
    ['1,250', '1250'],
    ['five and three', '5 and 3'],
    ['five five five', '5 5 5'],
    ['i have two cats', 'i have 2 cats'],
    ['a cat', 'a cat'],
  ])('%s → %s', (words, digits) => {
    expect(numberWordsToDigits(words)).toBe(digits);
  });
});
