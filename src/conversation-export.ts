/** A conversation as a file, to be read by people or by programs. */
import { stamp } from './download';
import type { ConversationRecord } from './store/conversation-record';
import { talkText } from './ui/text/talk/words';

export const EXPORT_FORMAT = 'sotto-conversation';
/** Goes up when a reader of the one before would misread it. */
export const EXPORT_VERSION = 1;

export type ExportFormat = 'markdown' | 'json';

export interface ExportOptions {
  /** BCP 47 tag and IANA name, for the dates. */
  locale: string;
  timeZone: string;
}

/** The file's text, its name and its type. */
export function exported(
  record: ConversationRecord,
  format: ExportFormat,
  options: ExportOptions,
): { text: string; fileName: string; type: string } {
  const name = `sotto-conversation-${stamp(record.startedAtMs)}`;
  switch (format) {
    case 'markdown':
      return { text: toMarkdown(record, options), fileName: `${name}.md`, type: 'text/markdown' };
    case 'json':
      return { text: toJson(record), fileName: `${name}.json`, type: 'application/json' };
  }
}

function toJson(record: ConversationRecord): string {
  return `${JSON.stringify({ format: EXPORT_FORMAT, version: EXPORT_VERSION, ...record }, undefined, 2)}\n`;
}

/** For people, so in the language of the page; the JSON is for programs and the same in each. */
function toMarkdown({ startedAtMs, lines }: ConversationRecord, { locale, timeZone }: ExportOptions): string {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(startedAtMs);
  const words = talkText().exported;
  const title = asText(lines.find(({ role }) => role === 'user')?.text ?? words.untitled).replace(/\s+/g, ' ');
  const said = lines.map(
    ({ role, text, interrupted }) =>
      `**${role === 'user' ? words.you : 'Sotto'}:** ${asText(text)}${interrupted ? ` *(${words.interrupted})*` : ''}`,
  );
  return `${[`# ${title}`, asText(date), ...said].join('\n\n')}\n`;
}

/** Characters that mean something to a reader of Markdown wherever they stand, in the dialects that are common. */
const SPECIAL = /[\\`*_[\]<>#&~|!$^{}@]/g;

/** The text, written so that every reader of Markdown shows it as it is: no emphasis, no lists, no links. */
function asText(text: string): string {
  return text
    .trim()
    .replace(/\r\n?/g, '\n')
    .replace(SPECIAL, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^[-+=:]/, '\\$&')
        .replace(/^(\d+)([.)])/, '$1\\$2'),
    )
    .join('\n');
}
