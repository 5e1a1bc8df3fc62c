import type { Rule } from './normalise-rule';

/** Endings by which a bare domain is told from a sentence that lacks a space. */
const TOP_LEVEL = 'com|org|net|edu|gov|int|io|ai|dev|app|info|me|tv|co\\.uk|co|uk|us|ca|au|de|fr|eu|jp';
const FILE_ENDING =
  'txt|md|pdf|docx?|xlsx?|csv|json|ya?ml|html?|css|[jt]sx?|mjs|py|rs|cpp|java|sh|png|jpe?g|gif|svg|mp[34]|wav|zip';

const spellDots = (name: string): string => name.replaceAll('.', ' dot ');

function speakAddress(_: string, user: string, host: string): string {
  const name = spellDots(user).replaceAll('_', ' underscore ').replaceAll('-', ' dash ').replaceAll('+', ' plus ');
  return `${name} at ${spellDots(host)}`;
}

/** Web and mail addresses, file names, version numbers: their dots are words, not ends of sentences. */
export const addressRules: readonly Rule[] = [
  { name: 'e-mail', pattern: /\b(?:mailto:)?([\w.+-]+)@((?:[\w-]+\.)+[a-z]{2,})\b/gi, replace: speakAddress },
  // Only the host is read: nobody wants to hear a path and a query.
  {
    name: 'URL',
    pattern:
      /\b(?:https?|ftp):\/\/(?:www\.)?([\w-]+(?:\.[\w-]+)*)(?::\d+)?(?:[/?#](?:[^\s<>()]*[^\s<>().,!?;:'"])?)?/gi,
    replace: (_, host) => spellDots(host),
  },
  {
    name: 'bare domain',
    pattern: new RegExp(
      `(?<![\\w@.])(?:www\\.)?([a-z\\d-]+(?:\\.[a-z\\d-]+)*\\.(?:${TOP_LEVEL}))(?![\\w-]|\\.\\w)(?:/(?:[^\\s<>()]*[^\\s<>().,!?;:'"])?)?`,
      'gi',
    ),
    replace: (_, host) => spellDots(host),
  },
  {
    name: 'file name',
    pattern: new RegExp(`\\b([\\w-]+)\\.(${FILE_ENDING})\\b`, 'g'),
    replace: (_, stem, ending) => `${stem.replace(/[_-]/g, ' ')} dot ${ending}`,
  },
  {
    name: 'version',
    pattern: /\b[vV]?(\d+(?:\.\d+){2,})\b/g,
    replace: (_, parts) => spellDots(parts),
  },
];

/** Short forms that espeak spells out, or takes for the end of a sentence. */
export const abbreviationRules: readonly Rule[] = [
  { name: 'for example', pattern: /\be\.\s?g\.,?/gi, replace: 'for example,' },
  { name: 'that is', pattern: /\bi\.\s?e\.,?/gi, replace: 'that is,' },
  { name: 'et cetera at an end', pattern: /\betc\.(?=\s*$|\s+[A-Z])/gm, replace: 'et cetera.' },
  { name: 'et cetera', pattern: /\betc\b\.?/g, replace: 'et cetera' },
  { name: 'versus', pattern: /\bvs\b\.?/gi, replace: 'versus' },
  { name: 'approximately', pattern: /\bapprox\./gi, replace: 'approximately' },
  { name: 'Doctor', pattern: /\bDr\b\.?(?=\s)/g, replace: 'Doctor' },
  { name: 'Mister', pattern: /\bMr\b\.?(?=\s)/g, replace: 'Mister' },
  { name: 'Missus', pattern: /\bMrs\b\.?(?=\s)/g, replace: 'Missus' },
  // Spelt as it sounds: espeak says the letters M S.
  { name: 'Ms', pattern: /\bMs\b\.?(?=\s[A-Z])/g, replace: 'Miz' },
  { name: 'Professor', pattern: /\bProf\.(?=\s)/g, replace: 'Professor' },
  { name: 'Saint', pattern: /\bSt\.(?=\s[A-Z])/g, replace: 'Saint' },
  { name: 'Street', pattern: /(?<=[a-z] )St\b\.?/g, replace: 'Street' },
  { name: 'Mount', pattern: /\bMt\.?(?=\s[A-Z])/g, replace: 'Mount' },
  { name: 'Junior', pattern: /(?<=\w,? )Jr\b\.?/g, replace: 'Junior' },
  { name: 'Senior', pattern: /(?<=\w,? )Sr\b\.?/g, replace: 'Senior' },
  { name: 'doctorate', pattern: /\bPh\.?D\b\.?/g, replace: 'P H D' },
  { name: 'United States', pattern: /\bU\.S\.(?:A\.)?(?=\s+[a-z])/g, replace: 'US' },
  { name: 'number', pattern: /\b(?:No|Nr)\.\s?(?=\d)/g, replace: 'number ' },
  { name: 'without', pattern: /\bw\/o\b/g, replace: 'without' },
  { name: 'with', pattern: /\bw\/(?=\s)/g, replace: 'with' },
  { name: 'C plus plus', pattern: /\bC\+\+/g, replace: 'C plus plus' },
  { name: 'C sharp', pattern: /\b([CF])#/g, replace: '$1 sharp' },
];
