/** Text that another app shared with the installed Sotto: it is put where the user types, and sent by nobody but the user. */

/** What the composer takes. */
const MAX_CHARACTERS = 2000;
/** Names of the manifest's `share_target`; no others of our addresses begin so. */
const FIELDS = ['share-title', 'share-text', 'share-url'] as const;

/**
 * The text of an address that the manifest's `share_target` made: title, text and link, each once, in that order. Undefined
 * where nothing was shared.
 */
export function sharedText(address: URL): string | undefined {
  const parts = FIELDS.flatMap((name) => plain(address.searchParams.get(name)) || []);
  // Android shares a link as text; others share one as both.
  const once = parts.filter(
    (part, index) => !parts.some((other, at) => at !== index && holds(other, part, at < index)),
  );
  return once.length > 0 ? once.join(' ').slice(0, MAX_CHARACTERS) : undefined;
}

/** The same address without what was shared. */
export function withoutShare(address: URL): URL {
  const rest = new URL(address);
  for (const name of FIELDS) rest.searchParams.delete(name);
  return rest;
}

interface SharedView {
  location: { readonly href: string };
  history: { replaceState(state: unknown, unused: string, url: string): void };
}

/**
 * What was shared with this page as it was opened, if anything; it is taken out of the address, so that a reload, a bookmark
 * and the history do not hold it.
 */
export function takeShare(view: SharedView = window): string | undefined {
  const address = new URL(view.location.href);
  const text = sharedText(address);
  const rest = withoutShare(address).href;
  if (rest !== address.href) view.history.replaceState(null, '', rest);
  return text;
}

/** On one line, as it is typed: no control characters, and no blanks at the ends. */
function plain(text: string | null): string {
  return (text ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

function holds(whole: string, part: string, first: boolean): boolean {
  return whole === part ? first : whole.includes(part);
}
