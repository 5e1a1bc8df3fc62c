/** What a shell is made of: every file of one build but its models. */

/** A file as the build lists it. */
export interface ShellEntry {
  /** Relative to the app's root. */
  url: string;
  /** Hash of its bytes in the form of subresource integrity, `sha256-…`: the browser itself compares them. */
  revision: string;
  /** Of an engine that not everybody has: kept from its first use on, and no part of what makes a shell whole. */
  whenUsed?: true;
}

/** The page itself. Hosts serve it under the root as well. */
export const PAGE_FILE = 'index.html';

/**
 * Name of a shell: the same for the same files, whatever their order. No secret hangs on it, so it need not be a
 * cryptographic hash, and can be known at once (cyrb53, 53 bits, public domain).
 */
export function shellIdOf(entries: readonly ShellEntry[]): string {
  const text = entries
    .map(({ url, revision }) => `${url} ${revision}`)
    .sort()
    .join('\n');
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
