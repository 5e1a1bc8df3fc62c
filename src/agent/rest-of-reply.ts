/**
 * What is left to say of a reply of which `heard` was heard, from the beginning of the sentence it was cut in: nobody takes
 * up a sentence in its middle. Undefined when nothing is left.
 */
export function restOfReply(whole: string, heard: string): string | undefined {
  const at = whole.startsWith(heard) ? heard.length : 0;
  if (whole.slice(at).trim() === '') return undefined;
  let start = 0;
  for (const end of whole.matchAll(/[.!?]\s+/g)) {
    // What was heard ends with the mark; the white space behind it makes no sound.
    if (end.index + 1 <= at) start = end.index + end[0].length;
  }
  return whole.slice(start).trim();
}
