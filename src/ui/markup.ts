/** The little markup a language model writes into its replies, as a tree of words. Nothing of it is HTML. */
import { Lexer, type Token, Tokenizer, type Tokens } from 'marked';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'em' | 'strong'; inlines: Inline[] };

export type Block =
  | { kind: 'paragraph' | 'heading'; inlines: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; items: ListItem[] };

export interface ListItem {
  /** Its number as it was written, "2." or "2)"; empty in a list without numbers. */
  marker: string;
  blocks: Block[];
}

/** Without any of these there is nothing to look for; most spoken replies are such. */
const MARKUP = /[*_`#[\]\\<&+~\n-]|^\s*\d+[.)]/;

/** A last line that may yet become a list, a heading or a fence, or plain words: `1.`, `-`, `##`, an unfinished fence. */
const UNFINISHED_LINE = /(?:^|\n)[ \t]*(?:[-*+]|\d{1,9}[.)]?|#{1,6}|`{1,2}|```[^\n`]*)[ \t]*$/;

/** Only what a reply in words needs. A tokenizer that returns nothing leaves its piece to those behind it: as text. */
class ReplyTokenizer extends Tokenizer {
  /** Four spaces at the start of a line are no code where nobody aligns anything. */
  override code(): undefined {}
  override blockquote(): undefined {}
  override hr(): undefined {}
  override html(): undefined {}
  override tag(): undefined {}
  override def(): undefined {}
  override table(): undefined {}
  /** A line underlined by the next one: the dash of a list that is being written would make a heading of it. */
  override lheading(): undefined {}
  /** "~5 to ~7" is no deletion. */
  override del(): undefined {}
  override url(): undefined {}

  /** Tildes approximate here; and a fence with no line in it, or with words behind it, would swallow them. */
  override fences(src: string): Tokens.Code | undefined {
    const code = super.fences(src);
    return code && /^ {0,3}`{3,}[\w+#.-]*[ \t]*\n/.test(code.raw) ? code : undefined;
  }

  /** `2*3*4` is a product, and the second star of an unfinished `**word*` opens nothing. */
  override emStrong(src: string, maskedSrc: string, prevChar = ''): Tokens.Em | Tokens.Strong | undefined {
    return /[\p{L}\p{N}*_]/u.test(prevChar) ? undefined : super.emStrong(src, maskedSrc, prevChar);
  }
}

/**
 * A reply as blocks. Markup that is not closed stays as it was typed.
 * @param interim more will be written behind it: a last line that may still become either stays as typed, too
 */
export function parseMarkup(text: string, interim = false): Block[] {
  if (!MARKUP.test(text)) return [paragraph([{ kind: 'text', text }])];
  const unfinished = interim ? (UNFINISHED_LINE.exec(text)?.[0] ?? '') : '';
  const finished = text.slice(0, text.length - unfinished.length);
  const blocks = blocksOf(new Lexer({ gfm: true, tokenizer: new ReplyTokenizer() }).lex(finished));
  if (unfinished.trim() !== '') appendTyped(blocks, unfinished, !finished.endsWith('\n'));
  return blocks.length > 0 ? blocks : [paragraph([{ kind: 'text', text }])];
}

const paragraph = (inlines: Inline[]): Block => ({ kind: 'paragraph', inlines });

/** Puts words as they were typed at the end: on a line of the paragraph before them where no empty line is between. */
function appendTyped(blocks: Block[], typed: string, together: boolean): void {
  const last = blocks.at(-1);
  if (together && last?.kind === 'paragraph') last.inlines.push({ kind: 'text', text: typed });
  else blocks.push(paragraph([{ kind: 'text', text: typed.replace(/^\n/, '') }]));
}

function blocksOf(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  /** Whether the block before is words that end where the next token's begin. */
  let together = false;
  for (const token of tokens) {
    const raw = typedList(token);
    if (isHeading(token)) blocks.push({ kind: 'heading', inlines: inlinesOf(token.tokens) });
    else if (isCode(token)) blocks.push({ kind: 'code', text: token.text });
    else if (isList(token) && raw === undefined) blocks.push(listOf(token));
    else if (raw !== undefined) appendTyped(blocks, `${together ? '\n' : ''}${raw.trimEnd()}`, together);
    else if (isWords(token) && token.tokens) {
      const last = blocks.at(-1);
      const inlines = inlinesOf(token.tokens);
      // Lines that would be a quotation or a rule elsewhere come as paragraphs of their own.
      if (together && last?.kind === 'paragraph') last.inlines.push({ kind: 'text', text: '\n' }, ...inlines);
      else blocks.push(paragraph(inlines));
    } else if (token.raw.trim() !== '') blocks.push(paragraph([{ kind: 'text', text: token.raw.trimEnd() }]));
    together = (isWords(token) || raw !== undefined) && !token.raw.endsWith('\n\n');
  }
  return blocks;
}

/** What looks like a list and is words: the answer "42.", a year that begins a sentence, "- 5 degrees". */
function typedList(token: Token): string | undefined {
  if (!isList(token)) return undefined;
  const [first, ...others] = token.items;
  if (token.items.every((item) => item.text.trim() === '')) return token.raw;
  if (!first || others.length > 0) return undefined;
  const words = token.ordered ? token.start !== 1 : /^\d/.test(first.text);
  return words ? token.raw : undefined;
}

function listOf({ ordered, items }: Tokens.List): Block {
  return {
    kind: 'list',
    ordered,
    items: items.map(({ raw, tokens }) => ({
      marker: ordered ? (/^\s*(\d+[.)])/.exec(raw)?.[1] ?? '') : '',
      blocks: blocksOf(tokens),
    })),
  };
}

function inlinesOf(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    if (isEmphasis(token)) return [{ kind: token.type, inlines: inlinesOf(token.tokens) }];
    if (token.type === 'codespan') return [{ kind: 'code', text: textOf(token) }];
    if (isLink(token)) return linkOf(token);
    if (token.type === 'escape' || token.type === 'text') return [{ kind: 'text', text: textOf(token) }];
    return [{ kind: 'text', text: token.type === 'br' ? '\n' : token.raw }];
  });
}

/**
 * A link or a picture as its words and its address. It cannot be pressed: a model invents addresses, and nothing of this
 * page leads to another host without its user's say.
 */
function linkOf({ type, text, href, tokens }: Tokens.Link | Tokens.Image): Inline[] {
  const words: Inline[] = type === 'link' ? inlinesOf(tokens) : [{ kind: 'text', text }];
  const told = href === '' || text === href || `mailto:${text}` === href;
  return told ? words : [...words, { kind: 'text', text: `${text ? ' ' : ''}(${href})` }];
}

/** The words of a token that has some; its source otherwise. */
const textOf = (token: Token): string => ('text' in token && typeof token.text === 'string' ? token.text : token.raw);

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';
const isCode = (token: Token): token is Tokens.Code => token.type === 'code';
const isList = (token: Token): token is Tokens.List => token.type === 'list';
const isWords = (token: Token): token is Tokens.Paragraph | Tokens.Text =>
  token.type === 'paragraph' || token.type === 'text';
const isEmphasis = (token: Token): token is Tokens.Em | Tokens.Strong => token.type === 'em' || token.type === 'strong';
const isLink = (token: Token): token is Tokens.Link | Tokens.Image => token.type === 'link' || token.type === 'image';
