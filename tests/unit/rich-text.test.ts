import { nothing } from 'lit';
import { describe, expect, test } from 'vitest';
import { parseMarkup } from '../../src/ui/markup';
import { richText } from '../../src/ui/rich-text';

/** What a template would put on the page, as markup. Values are escaped as a text node is, so that what is text shows as such. */
function drawn(value: unknown): string {
  if (value === nothing || value === undefined) return '';
  if (typeof value === 'string') return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  if (Array.isArray(value)) return value.map(drawn).join('');
  if (typeof value === 'object' && value && 'strings' in value && 'values' in value) {
    const { strings, values } = value;
    if (!Array.isArray(strings) || !Array.isArray(values)) throw new Error('This is no template.');
    return strings.map((part, i) => `${part}${i < values.length ? drawn(values[i]) : ''}`).join('');
  }
  throw new Error(`A template holds ${String(value)}.`);
}

const shown = (text: string, interim = false, tail?: string) =>
  drawn(richText(text, interim, tail)).replaceAll(/ (?:dir|role)="\w+"/g, '');

describe('what is markup', () => {
  test.each([
    ['words as they are', 'Seven times six is 42.', '<p>Seven times six is 42.</p>'],
    ['emphasis', 'This is *so* and **very so**.', '<p>This is <em>so</em> and <strong>very so</strong>.</p>'],
    ['emphasis within emphasis', '**a *b* c**', '<p><strong>a <em>b</em> c</strong></p>'],
    ['code in a line', 'Type `a < b & c`.', '<p>Type <code>a &lt; b &amp; c</code>.</p>'],
    ['paragraphs', 'One.\n\nTwo.', '<p>One.</p><p>Two.</p>'],
    ['a line break within a paragraph', 'One.\nTwo.', '<p>One.\nTwo.</p>'],
    ['a heading', '## Steps\nGo.', '<p class="heading">Steps</p><p>Go.</p>'],
    ['a block of code', '```js\nlet a = *b*;\n```', '<pre><code>let a = *b*;</code></pre>'],
    ['a list', '- a\n- **b**', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
    ['a list within a list', '- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
    [
      'numbers as they were written',
      'So:\n\n1. a\n1. b',
      '<p>So:</p><ol><li><span class="marker">1. </span>a</li><li><span class="marker">1. </span>b</li></ol>',
    ],
  ])('%s', (_, text, expected) => expect(shown(text)).toBe(expected));

  test('a link is its words and its address, and cannot be pressed', () => {
    expect(shown('See [the **page**](https://a.example/x).')).toBe(
      '<p>See the <strong>page</strong> (https://a.example/x).</p>',
    );
    expect(shown('See <https://a.example/x> or https://b.example.')).toBe(
      '<p>See https://a.example/x or https://b.example.</p>',
    );
    expect(shown('Press [here](javascript:alert(1)).')).toBe('<p>Press here (javascript:alert(1)).</p>');
  });

  test('a picture is never fetched', () => {
    expect(shown('![a cat](https://a.example/cat.png)')).toBe('<p>a cat (https://a.example/cat.png)</p>');
  });
});

describe('what is words', () => {
  test.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>\n\n<b>x</b>',
    'a &amp; b',
    '42.',
    '1945. It was the last year of the war.',
    '- 5 degrees',
    '2*3*4 is 24, and 2 * 3 * 4, too.',
    'snake_case_name',
    '~5 to ~7',
    'Line\n---',
    '> quoted\n> on',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '[x]: https://a.example',
    'Half **bold and `half code',
    '[half](https://a.exa',
    '    four spaces',
    '***',
  ])('%j', (text) => {
    expect(shown(text).replaceAll(/<\/?p>/g, '|')).toBe(
      `|${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n\n', '||')}|`,
    );
  });
});

describe('while it is being written', () => {
  const reply = 'Three **good** things:\n\n1. *One*, and `code`\n2. Two\n\n- 2 a\n- b\n\n## End\n**Bye** 2*3*4.';

  test('what is drawn as markup stays so: no tag comes and goes', () => {
    /** The tags of a drawing, in order. */
    const tags = (text: string) => text.match(/<\w+/g) ?? [];
    for (let i = 1; i < reply.length; i++) {
      const before = tags(shown(reply.slice(0, i), true)).filter((tag) => tag !== '<p');
      const after = tags(shown(reply.slice(0, i + 1), true)).filter((tag) => tag !== '<p');
      expect(after.slice(0, before.length), reply.slice(0, i + 1)).toEqual(before);
    }
  });

  test.each(['Here:\n-', 'Here:\n1', 'Here:\n1.', 'Here:\n##', 'Here:\n``', 'Here:\n```js', 'Here:\n* '])(
    'the last line of %j is still as typed',
    (text) => {
      expect(shown(text, true)).toBe(`<p>${text}</p>`);
    },
  );

  test('a fence whose first line is whole is code from there on', () => {
    expect(shown('So:\n```js\nlet a', true)).toBe('<p>So:</p><pre><code>let a</code></pre>');
  });

  test('the tail stands behind the last word, wherever that is', () => {
    expect(shown('One.', true, '|')).toBe('<p>One.|</p>');
    expect(shown('- a\n  - b', true, '|')).toBe('<ul><li>a<ul><li>b|</li></ul></li></ul>');
    expect(shown('1. a\n\n   b', true, '|')).toBe('<ol><li><span class="marker">1. </span>a<p>b|</p></li></ol>');
    expect(shown('```\na\n', true, '|')).toBe('<pre><code>a</code>|</pre>');
  });
});

test('no word is lost or moved, whatever markup is between them', () => {
  const pieces = [
    '*',
    '**',
    '_',
    '`',
    '```\n',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '# ',
    '> ',
    '[',
    '](',
    ')',
    '<b>',
    ' ',
    '  ',
    '|',
    '~~',
    '\\',
    '!',
    '  - ',
    '&',
  ];
  // A small linear congruential generator: the same texts every time.
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let round = 0; round < 3000; round++) {
    const names: string[] = [];
    let text = '';
    for (let i = 0; i < 12; i++) {
      text += pieces[next(pieces.length)];
      if (next(2) === 0) {
        names.push(`word${i}x`);
        text += `word${i}x`;
      }
    }
    for (const interim of [false, true]) {
      const words = JSON.stringify(parseMarkup(text, interim)).match(/word\d+x/g) ?? [];
      expect(words, JSON.stringify(text)).toEqual(names);
    }
  }
});
