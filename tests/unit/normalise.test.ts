import { describe, expect, it } from 'vitest';
import { normaliseForSpeech } from '../../workers/tts/normalise';

type Row = readonly [written: string, spoken: string];

const TABLE: Readonly<Record<string, readonly Row[]>> = {
  money: [
    ['$45.50', '45 dollars and 50 cents'],
    ['$1', '1 dollar'],
    ['$0.99', '99 cents'],
    ['$0.01', '1 cent'],
    ['$45.5', '45 dollars and 50 cents'],
    ['$1,250.00', '1,250 dollars'],
    ['$1.5 million', '1.5 million dollars'],
    ['$3k', '3 thousand dollars'],
    ['$5M and $2bn', '5 million dollars and 2 billion dollars'],
    ['-$5', 'minus 5 dollars'],
    ['$10-$20', '10 to 20 dollars'],
    ['$10–20', '10 to 20 dollars'],
    ['$20/month', '20 dollars per month'],
    ['US$5', '5 dollars'],
    ['£1.01', '1 pound and 1 penny'],
    ['£2.50', '2 pounds and 50 pence'],
    ['€20 or 20€', '20 euros or 20 euros'],
    ['¥500', '500 yen'],
    ['50¢', '50 cents'],
    ['It costs $5.', 'It costs 5 dollars.'],
    [
      'A 15% tip on $45.50 is $6.83, which makes $52.33.',
      'A 15 percent tip on 45 dollars and 50 cents is 6 dollars and 83 cents, which makes 52 dollars and 33 cents.',
    ],
  ],
  times: [
    ['3:30pm', '3 30 PM'],
    ["It's 3:05 PM.", "It's 3 oh 5 PM."],
    ['15:05', '15 oh 5'],
    ['9 am', '9 AM'],
    ['at 9 a.m. tomorrow', 'at 9 AM tomorrow'],
    ['At 9 p.m. We go.', 'At 9 PM. We go.'],
    ['until 9 p.m.', 'until 9 PM.'],
    ['12:00 pm', '12 PM'],
    ['7:00', "7 o'clock"],
    ['00:00', 'midnight'],
    ['12:30:45', '12 30 and 45 seconds'],
    ['10:00–12:30', "10 o'clock to 12 30"],
    ['9am-5pm', '9 AM to 5 PM'],
    ['I am 9 and amused', 'I am 9 and amused'],
  ],
  dates: [
    ['2024-03-05', 'March 5th, 20 24'],
    ['3/5/2024', 'March 5th, 20 24'],
    ['25/12/2023', 'December 25th, 20 23'],
    ['2024-03-05T15:30:00Z', 'March 5th, 20 24 at 15 30'],
    ['March 5, 2024', 'March 5th, 20 24'],
    ['On July 4, we', 'On July 4th, we'],
    ['Jan. 2', 'January 2nd'],
    ["It's Saturday, November 21st, 2026.", "It's Saturday, November 21st, 20 26."],
    ['In 1905 and 2005', 'In 19 oh 5 and 2005'],
    ['born in 1984.', 'born in 19 84.'],
    ['in 1900', 'in 19 hundred'],
    ['1250 people', '1250 people'],
    ['1,905 people', '1,905 people'],
    ['2024-2025', '20 24 to 20 25'],
    ['the 1990s', 'the 19 nineties'],
    ["the '80s", 'the eighties'],
    ['the 1800s', 'the 18 hundreds'],
  ],
  numbers: [
    ['15%', '15 percent'],
    ['10-20', '10 to 20'],
    ['5–10%', '5 to 10 percent'],
    ['5 - 10 minutes', '5 to 10 minutes'],
    ['10 - 3', '10 minus 3'],
    ['-5 degrees', 'minus 5 degrees'],
    ['from 3 to −4', 'from 3 to minus 4'],
    ['1/2 cup', 'one half cup'],
    ['3/4', '3 quarters'],
    ['2 1/2 and 1½', '2 and a half and 1 and a half'],
    ['100/8', '100 over 8'],
    ['9/10', '9 out of 10'],
    ['24/7', '24 7'],
    ['1st, 2nd, 3rd', '1st, 2nd, 3rd'],
    ['1,234,567', '1,234,567'],
    ['3.14', '3.14'],
    ['.5', '0.5'],
    ['3k', '3 thousand'],
    ['#1', 'number 1'],
    ['3:1', '3 to 1'],
    ['~5', 'about 5'],
    ['Call 555-0192.', 'Call 5 5 5, 0 1 9 2.'],
    ['(555) 123-4567', '5 5 5, 1 2 3, 4 5 6 7'],
    ['100-1000', '100 to 1000'],
    ['version 1.2.3', 'version 1 dot 2 dot 3'],
    ['COVID-19 and a 5-star hotel', 'COVID-19 and a 5-star hotel'],
  ],
  sums: [
    ['15 * 23', '15 times 23'],
    ['2 + 2 = 4', '2 plus 2 equals 4'],
    ['10-3=7', '10 minus 3 equals 7'],
    ['3 - 10 = -7', '3 minus 10 equals minus 7'],
    ['8/2 = 4', '8 divided by 2 equals 4'],
    ['5 × 6 ÷ 2', '5 times 6 divided by 2'],
    ['25x7', '25 times 7'],
    ['2^10', '2 to the power of 10'],
    ['5²', '5 squared'],
    ['√16', 'the square root of 16'],
    ['x = 5', 'x equals 5'],
    ['3 < 5', '3 is less than 5'],
  ],
  units: [
    ['100 km/h', '100 kilometers per hour'],
    ['60 mph', '60 miles per hour'],
    ['1 km', '1 kilometer'],
    ['5km.', '5 kilometers.'],
    ['2.5 kg', '2.5 kilograms'],
    ['16 GB', '16 gigabytes'],
    ['20°C', '20 degrees Celsius'],
    ['72 °F', '72 degrees Fahrenheit'],
    ['90°', '90 degrees'],
    ['50 m²', '50 square meters'],
    ['500ms', '500 milliseconds'],
    [`5'10" tall`, '5 foot 10 tall'],
    ['in 5 in. or 3 a day', 'in 5 in. or 3 a day'],
  ],
  names: [
    ['Dr. Smith vs. Mr. Jones', 'Doctor Smith versus Mister Jones'],
    ['fruit, e.g. apples', 'fruit, for example, apples'],
    ['i.e., later', 'that is, later'],
    ['Milk, eggs, etc.', 'Milk, eggs, et cetera.'],
    ['St. Louis', 'Saint Louis'],
    ['NASA and the USB port', 'NASA and the USB port'],
    ['https://www.example.com/path?x=1.', 'example dot com.'],
    ['See example.com, please', 'See example dot com, please'],
    ['a.b@example.com', 'a dot b at example dot com'],
    ['notes.txt', 'notes dot txt'],
    ['C++ and C#', 'C plus plus and C sharp'],
    ['Q&A', 'Q and A'],
    ['#hashtag by @bob', 'hashtag by at bob'],
    ['It ends.It starts', 'It ends.It starts'],
  ],
  markup: [
    ['**Bold** and *it* and `code`', 'Bold and it and code'],
    ['~~no~~ __x__ _y_ snake_case', 'no x y snake case'],
    ['2 * 3 * 4', '2 times 3 times 4'],
    ['# Title\n\nText', 'Title. Text'],
    ['- milk\n- eggs', 'milk. eggs.'],
    ['1. Boil\n2. Eat!', '1, Boil. 2, Eat!'],
    ['4. Great', '4, Great.'],
    ['> quoted\n\n---\nmore', 'quoted. more'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a, b. 1, 2'],
    ['Look:\n```js\nlet x = 1\n```', 'Look: Code omitted.'],
    ['[link](https://a.b/c) ![alt](x.png)', 'link alt'],
    ['<b>hi</b>&nbsp;&amp;<br>you', 'hi and you'],
    ['Fact [1].', 'Fact.'],
    ['Hello 😀👍🏽 world 🇬🇧 :)', 'Hello world'],
    ['A → B', 'A, B'],
    ['Well... maybe… yes', 'Well, maybe, yes'],
    ['So...', 'So.'],
    ['yes — no -- maybe', 'yes, no, maybe'],
    ['He said “hello” (loudly), then left (fast).', 'He said hello, loudly, then left, fast.'],
    ['It’s the dogs’ bowl', "It's the dogs' bowl"],
    ['東京 is Tokyo', 'is Tokyo'],
    ['Really?! Yes!!!', 'Really? Yes!'],
    ['one\n\ntwo', 'one. two'],
  ],
  nothing: [
    ['', ''],
    ['   \n', ''],
    ['***', ''],
    ['---', ''],
    [':-) 😀', ''],
    ['".', ''],
    ['…', ''],
  ],
};

describe('normaliseForSpeech', () => {
  for (const [group, rows] of Object.entries(TABLE)) {
    it.each(rows)(`${group}: %j → %j`, (written, spoken) => {
      expect(normaliseForSpeech(written)).toBe(spoken);
    });
  }

  it('has a table of at least 80 rows', () => {
    expect(Object.values(TABLE).flat().length).toBeGreaterThanOrEqual(80);
  });

  it('leaves no sign that espeak would spell, whatever comes in', () => {
    const signs = ' ab1.,:;-–*_`#|<>[](){}$%^&+=/\\~"\'°×→\n'.split('');
    let seed = 1;
    const next = () => (seed = (seed * 48271) % 2147483647);
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: next() % 40 }, () => signs[next() % signs.length]).join('');
      expect(normaliseForSpeech(text), JSON.stringify(text)).toMatch(/^[\p{L}\p{N} .,!?;:'-]*$/u);
    }
  });

  it('takes a long text in good time', () => {
    for (const piece of ['1,', 'a.', '$1-', '1/', '((', '* ', '1 - ', 'a@', '555-', '<a ', '`']) {
      const start = performance.now();
      normaliseForSpeech(piece.repeat(2000));
      expect(performance.now() - start, piece).toBeLessThan(1500);
    }
  });
});
