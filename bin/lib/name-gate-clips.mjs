// What is said to measure the name gate: with the name, and with words that sound like it.

/** What is asked once the name was said. */
const QUESTIONS = [
  'what is 25 times 7?',
  'what time is it?',
  'why is the sea salty?',
  'tell me a joke.',
  'how far is the moon?',
  'is a tomato a fruit?',
  'set a timer for ten minutes.',
  'play some music.',
  'who painted the Mona Lisa?',
  'are you there?',
];
const FRONTS = ['Sotto,', 'Hey Sotto,', 'Okay Sotto,'];
const ALONE = ['Sotto?', 'Hey Sotto.', 'Sotto!'];

/** Said to others, or by the television, and begun with what sounds like the name. */
const NEAR = [
  'So, what do you want for dinner?',
  'So to speak, it was a disaster.',
  'So, tomorrow we leave at eight.',
  'So, total sales went up again.',
  'So Tom is coming, too.',
  'Otto is my cousin from Berlin.',
  'Sort of, but not really.',
  'Sought after by everyone, he left town.',
  'Salt and pepper are on the table.',
  'Softer music would be nice.',
  'Saturday is fine with me.',
  'Auto insurance is expensive.',
  'Lotto numbers are drawn tonight.',
  'Photo albums are in the attic.',
  'Sada is a village near the sea.',
  'Sorta like the last one.',
  'Sweet potatoes are in the oven.',
  'Sat on the couch all day again.',
  'Soda is in the fridge.',
  'Should we call your mother?',
  'The motto of the school is in Latin.',
  'We had risotto, and then a salad.',
  'He said it softly, sotto voce.',
  'They live in Minnesota.',
];

const startUpper = (text) => text[0].toUpperCase() + text.slice(1);

/** @returns `{ form, text, named }`: `form` is front, greeted, end, alone or near. */
export function nameGateTexts() {
  return [
    ...QUESTIONS.flatMap((question, i) => [
      { form: 'front', text: `${FRONTS[0]} ${question}`, named: true },
      { form: 'greeted', text: `${FRONTS[1 + (i % 2)]} ${question}`, named: true },
      { form: 'end', text: `${startUpper(question).replace(/[.?]$/, '')}, Sotto${question.at(-1)}`, named: true },
    ]),
    ...ALONE.map((text) => ({ form: 'alone', text, named: true })),
    ...NEAR.map((text) => ({ form: 'near', text, named: false })),
  ];
}
