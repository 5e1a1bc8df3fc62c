import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { exported } from '../../src/conversation-export';
import type { ConversationLine, ConversationRecord } from '../../src/store/conversation-record';
import { readConversation } from '../../src/store/read-conversation';

const line = (role: ConversationLine['role'], text: string, changes: Partial<ConversationLine> = {}) => ({
  turnId: 'turn',
  role,
  text,
  by: role === 'user' ? ('keyboard' as const) : ('model' as const),
  skill: undefined,
  interrupted: false,
  heard: undefined,
  atMs: 0,
  ...changes,
});

const record = (...lines: ConversationLine[]): ConversationRecord => ({
  id: 'one',
  startedAtMs: Date.UTC(2026, 10, 21, 17, 4),
  updatedAtMs: Date.UTC(2026, 10, 21, 17, 5),
  lines,
});

const OPTIONS = { locale: 'en-GB', timeZone: 'UTC' };

const markdown = (text: string) => exported(record(line('user', text)), 'markdown', OPTIONS).text;

/** What a reader of the Markdown sees of the only line, and the kinds of markup it met there. */
function read(text: string): { text: string; kinds: string[] } {
  const blocks = marked.lexer(markdown(text)).filter(({ type }) => type !== 'space');
  // The title and the date come first.
  const inline = blocks.slice(2).flatMap((block): Token[] => ('tokens' in block && block.tokens) || [block]);
  const shown = inline.slice(1).map((token) => ('text' in token && typeof token.text === 'string' ? token.text : '\n'));
  return {
    text: shown.join('').trim(),
    kinds: [...new Set([...blocks.map(({ type }) => type), ...inline.slice(1).map(({ type }) => type)])],
  };
}

describe('a conversation as Markdown', () => {
  it('has a title, a date and who said what', () => {
    const lines = [
      line('user', 'Why is the sky blue?'),
      line('assistant', 'Air scatters light.', { interrupted: true }),
      line('user', 'Thanks'),
    ];
    const { text, fileName, type } = exported(record(...lines), 'markdown', OPTIONS);
    expect(text).toBe(
      [
        '# Why is the sky blue?',
        '21 November 2026 at 17:04',
        '**You:** Why is the sky blue?',
        '**Sotto:** Air scatters light. *(interrupted)*',
        '**You:** Thanks\n',
      ].join('\n\n'),
    );
    expect([fileName, type]).toEqual(['sotto-conversation-2026-11-21-1704.md', 'text/markdown']);
  });

  it.each([
    '*stars* and _lines_, **both** and `code` and ~~gone~~',
    '[a link](https://example.com) and ![a picture](x.png)',
    'see https://example.com and www.example.com or me@example.com <https://a.b>',
    '<script>alert(1)</script> &amp; &lt;',
    'a backslash \\* and $x^2$ | a table |',
    '#5 and 1. one',
  ])('shows %j as it was said', (text) => {
    expect(read(text)).toEqual({ text, kinds: expect.not.arrayContaining(['em', 'strong', 'link', 'html', 'code']) });
  });

  it.each([
    '- one\n- two',
    '1. one\n2) two',
    '# big',
    '> quoted',
    '    code',
    'title\n===',
    'title\n---',
    '+ a',
    '```\nx\n```',
  ])('makes no block of %j', (text) => {
    const { kinds } = read(`first\n\n${text}`);
    expect(kinds.filter((kind) => !['heading', 'paragraph', 'text', 'escape', 'br'].includes(kind))).toEqual([]);
    // The title is the one heading.
    expect(marked.lexer(markdown(`first\n\n${text}`)).filter(({ type }) => type === 'heading')).toHaveLength(1);
  });
});

describe('a conversation as JSON', () => {
  it('says what it is, and reads as the same conversation', () => {
    const original = record(line('user', 'Hi “you” 👋'), line('assistant', 'Hello.', { skill: 'clock', heard: 'Hel' }));
    const { text, fileName } = exported(original, 'json', OPTIONS);
    const value: unknown = JSON.parse(text);
    expect(value).toMatchObject({ format: 'sotto-conversation', version: 1, id: 'one' });
    expect(readConversation(value)).toEqual(original);
    expect(fileName).toBe('sotto-conversation-2026-11-21-1704.json');
  });
});
