/** HTML as text, in which whatever is put in is escaped unless it is markup itself. */

/** Text that was made by `html` or `trusted`, and by nothing else. */
export class Markup {
  constructor(readonly text: string) {}
}

type Child = Markup | string | number | undefined | false | readonly Child[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What HTML knows no character for: control characters but tab and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** For text and for quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(CONTROLS, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A template: attributes must be quoted in it. Nothing is written for what is undefined or false. */
export function html(strings: TemplateStringsArray, ...children: Child[]): Markup {
  let text = strings[0] ?? '';
  for (const [i, child] of children.entries()) text += written(child) + (strings[i + 1] ?? '');
  return new Markup(text);
}

/** Text of this source, never of a run, that is HTML already. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function written(child: Child): string {
  if (child === undefined || child === false) return '';
  if (child instanceof Markup) return child.text;
  if (typeof child === 'string') return escapeHtml(child);
  if (typeof child === 'number') return String(child);
  return child.map(written).join('');
}
