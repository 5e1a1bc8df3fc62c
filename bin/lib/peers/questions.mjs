// Which clips both assistants are asked live.
import { readClips } from '../turns/clips.mjs';

/** One question in so many is one that Sotto answers by code. */
const CODE_EVERY = 4;
const BY_CODE = /times \d|calculate|what time is it|square root|per ?cent|tip on/i;

/**
 * Questions of the folders, those for the model mixed with those for code; from the beginning again where there are too few.
 * @param {string[]} folders each with its manifest.json; of clips with one id the first counts
 * @returns none where no folder holds a question
 */
export function questionsOf(folders, count) {
  const byId = new Map();
  for (const clip of folders.flatMap(readClips)) {
    if (clip.kind === 'question' && !byId.has(clip.id)) byId.set(clip.id, clip);
  }
  const all = [...byId.values()];
  const code = all.filter(({ text }) => BY_CODE.test(text));
  const model = all.filter(({ text }) => !BY_CODE.test(text));
  if (!code.length || !model.length) return Array.from({ length: all.length && count }, (_, i) => all[i % all.length]);
  return Array.from({ length: count }, (_, i) => {
    const codes = Math.floor(i / CODE_EVERY);
    return i % CODE_EVERY === CODE_EVERY - 1 ? code[codes % code.length] : model[(i - codes) % model.length];
  });
}
