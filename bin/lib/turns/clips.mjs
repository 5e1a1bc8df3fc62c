// The clips of an evaluation, from the manifests of several folders, in one form.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const GENERATED = join(ROOT, 'tests/turns/clips');
export const FIXTURES = join(ROOT, 'tests/fixtures/clips');

/** Words of the shared barge-in clips that take no turn. */
const LISTENERS_WORDS = /^(uh-huh|okay|yeah|mm-hmm|right|yes)\W*$/i;
const KIND_OF = { command: 'question', dialogue: 'question', pause: 'hesitation', nonspeech: 'noise' };

/**
 * The clips of a folder that has a manifest.json: our own (`kind`) or one like the shared clips' (`category`).
 * @returns `{ id, path, kind, half, voice, text, by, what, place }`: kind is hesitation, question, interruption, backchannel
 * or noise; `by`, who answers a question (model or skill), is undefined where the manifest does not say
 * @throws Error in words for a person
 */
export function readClips(folder) {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${folder}: there is no manifest.json in it.`);
  const { items } = JSON.parse(readFileSync(file, 'utf8'));
  const clips = items.map((item) => ({
    id: item.id,
    // Paths are relative to the manifest's folder or to the one above it.
    path: [join(folder, item.file), join(folder, '..', item.file)].find(existsSync),
    kind: item.category ? kindOf(item) : item.kind,
    half: item.half,
    voice: item.voice,
    text: item.text,
    by: item.by,
    what: item.what,
    place: item.place,
  }));
  const found = clips.filter(({ path, kind }) => path && kind);
  if (!found.length) throw new Error(`${folder}: none of the manifest's clips is there.`);
  return found;
}

function kindOf({ category, text }) {
  if (category === 'bargein') return LISTENERS_WORDS.test(text) ? 'backchannel' : 'interruption';
  return KIND_OF[category];
}

/** The generated clips; made first when they were never made, which takes some minutes. */
export function generatedClips(log) {
  if (!existsSync(join(GENERATED, 'manifest.json'))) {
    log('making the clips of tests/turns …');
    execFileSync(process.execPath, [join(ROOT, 'bin/make-turn-clips.mjs')], { stdio: ['ignore', 2, 2] });
  }
  return readClips(GENERATED);
}

/**
 * Everything the sections choose from.
 * @param options `clips`: a folder instead of the generated and the kept ones. `publicClips`: a folder whose questions are the
 * model row, and whose other clips are added.
 */
export function clipPools({ clips, publicClips, log }) {
  const own = clips ? readClips(clips) : generatedClips(log);
  const kept = publicClips ? readClips(publicClips) : clips ? [] : readClips(FIXTURES);
  const test = (list) => [...list.filter(({ half }) => half === 'test'), ...list.filter(({ half }) => half !== 'test')];
  const of = (list, kind) => list.filter((clip) => clip.kind === kind);
  const both = (kind) => [...of(kept, kind), ...test(of(own, kind))];
  return {
    /** Those that a model answers, or that nobody labelled, first. */
    questions: both('question').filter(({ by }) => by !== 'skill'),
    skillQuestions: both('question').filter(({ by, text }) => by === 'skill' || (!by && SKILL_WORDS.test(text))),
    hesitations: [...of(kept, 'hesitation'), ...of(own, 'hesitation').filter(({ half }) => half !== 'tune')],
    allHesitations: both('hesitation'),
    interruptions: both('interruption'),
    /** Sounds over a reply that shall not stop it. */
    asides: [...both('backchannel'), ...both('noise')],
  };
}

/** Questions of the shared and the kept clips that a skill takes: sums and the clock. */
const SKILL_WORDS = /^(what is \d+ times|calculate|what time is it)/i;
