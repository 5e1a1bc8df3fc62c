import { html, nothing, type TemplateResult } from 'lit';
import { type Block, type Inline, type ListItem, parseMarkup } from './markup';

type Part = string | TemplateResult | typeof nothing;

/**
 * A reply's text as templates: paragraphs, lists, code, emphasis. Text goes in as text and never as HTML.
 * @param interim more will be written behind it: markup that may still become something else stays as typed
 * @param tail shown behind the last word, on its line
 */
export function richText(text: string, interim: boolean, tail: Part = nothing): TemplateResult[] {
  return blocksTemplate(parseMarkup(text, interim), tail);
}

function blocksTemplate(blocks: readonly Block[], tail: Part): TemplateResult[] {
  return blocks.map((block, i) => blockTemplate(block, i === blocks.length - 1 ? tail : nothing));
}

/** Each block goes its own direction, so that one in another script does not turn its neighbours. */
function blockTemplate(block: Block, tail: Part): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p dir="auto">${inlineParts(block.inlines)}${tail}</p>`;
    // A reply's headings are no headings of the page: its outline stays the page's own.
    case 'heading':
      return html`<p dir="auto" class="heading">${inlineParts(block.inlines)}${tail}</p>`;
    case 'code':
      return html`<pre dir="ltr"><code>${block.text}</code>${tail}</pre>`;
    case 'list': {
      const items = block.items.map((item, i) => itemTemplate(item, i === block.items.length - 1 ? tail : nothing));
      // A list without its markers is none to Safari's screen reader: its role says so again.
      return block.ordered ? html`<ol dir="auto" role="list">${items}</ol>` : html`<ul dir="auto">${items}</ul>`;
    }
  }
}

/** The number is written, not made by style: it is a word of the reply, and is copied and read with it. */
function itemTemplate({ marker, blocks }: ListItem, tail: Part): TemplateResult {
  const [first, ...others] = blocks;
  const firstTail = others.length === 0 ? tail : nothing;
  const begin = marker ? html`<span class="marker">${marker} </span>` : nothing;
  return first?.kind === 'paragraph'
    ? html`<li>${begin}${inlineParts(first.inlines)}${firstTail}${blocksTemplate(others, tail)}</li>`
    : html`<li>${begin}${blocksTemplate(blocks, tail)}${blocks.length === 0 ? tail : nothing}</li>`;
}

function inlineParts(inlines: readonly Inline[]): Part[] {
  return inlines.map(inlinePart);
}

function inlinePart(inline: Inline): Part {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return html`<code>${inline.text}</code>`;
    case 'em':
      return html`<em>${inlineParts(inline.inlines)}</em>`;
    case 'strong':
      return html`<strong>${inlineParts(inline.inlines)}</strong>`;
  }
}
