import type { Rule } from './normalise-rule';

/** Ends a line that the eye ends by its shape (heading, list item), so that the voice pauses there. */
const closeLine = (line: string): string => (/[.!?:;,]["')*_]*$/.test(line) ? line : `${line}.`);

/** Takes away what is there for the eye only: Markdown, HTML, emoji, typographic variants. */
export const markupRules: readonly Rule[] = [
  { name: 'line ends', pattern: /\r\n?/g, replace: '\n' },
  { name: 'odd spaces', pattern: /[\u00a0\u2000-\u200a\u202f\u3000\t]/g, replace: ' ' },
  { name: 'invisible characters', pattern: /[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]/g, replace: '' },
  { name: 'single quotes', pattern: /[‘’‛′]/g, replace: "'" },
  { name: 'double quotes', pattern: /[“”„«»″]/g, replace: '"' },

  // A listener cannot use a program read aloud, but should know that there was one.
  { name: 'code block', pattern: /```[\s\S]*?(?:```|$)/g, replace: '\nCode omitted.\n' },
  { name: 'inline code', pattern: /`+([^`\n]*)`+/g, replace: '$1' },
  { name: 'image or link', pattern: /!?\[([^\]\n]*)\]\([^)\n]*\)/g, replace: '$1' },
  { name: 'footnote mark', pattern: /\[\^?\d{1,3}\]/g, replace: '' },
  { name: 'task box', pattern: /\[[ xX]\]\s/g, replace: '' },

  { name: 'line break tag', pattern: /<(?:br|\/p|\/div|\/li|\/h\d)\s*\/?>/gi, replace: '\n' },
  { name: 'tag', pattern: /<(?:[a-z/][^<>\n]*|!--[\s\S]*?--)>/gi, replace: ' ' },
  { name: 'entity space', pattern: /&nbsp;/g, replace: ' ' },
  { name: 'entity less', pattern: /&lt;/g, replace: '<' },
  { name: 'entity greater', pattern: /&gt;/g, replace: '>' },
  { name: 'entity quote', pattern: /&quot;/g, replace: '"' },
  { name: 'entity apostrophe', pattern: /&(?:#0?39|apos|rsquo|lsquo);/g, replace: "'" },
  { name: 'entity ampersand', pattern: /&amp;/g, replace: '&' },

  { name: 'thematic break', pattern: /^[ ]*(?:[-*_=][ ]*){3,}$/gm, replace: '' },
  { name: 'table rule', pattern: /^[ |:]*-{2,}[-|: ]*$/gm, replace: '' },
  { name: 'table edge', pattern: /^[ ]*\|[ ]*|[ ]*\|[ ]*$/gm, replace: '' },
  { name: 'table cell', pattern: /\s*\|\s*/g, replace: ', ' },
  { name: 'heading', pattern: /^[ ]{0,3}#{1,6}[ ]+(.*?\S)[ #]*$/gm, replace: (_, title) => closeLine(title) },
  { name: 'quotation', pattern: /^[ ]*(?:>[ ]?)+/gm, replace: '' },
  { name: 'bullet', pattern: /^[ ]*[-*+•‣◦·][ ]+(.*\S)[ ]*$/gm, replace: (_, item) => closeLine(item) },
  // The number is kept: "4. Great" may be the end of a sum and not the fourth step of a list.
  {
    name: 'numbered item',
    pattern: /^[ ]*\(?(\d{1,2})[.)][ ]+(.*\S)[ ]*$/gm,
    replace: (_, number, item) => `${number}, ${closeLine(item)}`,
  },
  { name: 'strong', pattern: /(\*\*\*|\*\*|__|~~)(?=\S)(.+?)\1/g, replace: '$2' },
  // Not inside "2 * 3 * 4" or snake_case: the marks must hug the words and stand apart from others.
  { name: 'emphasis', pattern: /(?<![\w*])([*_])(?=\S)([^*_\n]*[^*_\s])\1(?!\w)/g, replace: '$2' },

  { name: 'keycap', pattern: /\ufe0f?\u20e3/gu, replace: ' ' },
  {
    name: 'emoji',
    pattern: /[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}]|\u200d|\ufe0f/gu,
    replace: ' ',
  },
  { name: 'emoticon', pattern: /(?<=^|\s)(?:[:;]'?-?[()DPp/|]|<3|:-?\*|\^_\^)(?=$|[\s.,!?])/gm, replace: '' },
];
