// The notices as a page, and what must not be in the app.
import { ALLOWED_LICENCES, ALLOWED_MODEL_LICENCES, GPL_PACKAGE } from './known.mjs';

/**
 * What the notices are about, as `collect.mjs` gives it.
 * @typedef {{ name: string, version: string, licence: string, texts: string[] }} BundledPackage
 * @typedef {{ name: string, inside: string, hostVersion: string, licence: string, note: string, texts: string[] }} PartInside
 * @typedef {{ id: string, title: string, version: string, licence: string, source: string, texts: string[] }} ServedModel
 * @typedef {{ packages: BundledPackage[], inside: PartInside[], models: ServedModel[], clips: string }} Parts
 */

const GPL_WORDS = `## GPL code: espeak-ng
**The built app contains espeak-ng, which is GPL-3.0-or-later.** The package \`phonemizer\` turns text into phonemes for the
voice. It is marked Apache-2.0, but what it holds is espeak-ng, compiled to WebAssembly, and its data. So:
- Whoever passes the built app on (\`dist/\`, or a site that serves it) passes GPL code on. Say so, pass its licence text on
  (it is below), and offer the corresponding source: <https://github.com/espeak-ng/espeak-ng>, and how it is built:
  <https://github.com/xenova/phonemizer.js>. The careful reading is that the built app as a whole is then conveyed under
  GPL-3.0-or-later; MIT and the other licences here allow that.
- Sotto's own source stays MIT, and is free of this when built without \`phonemizer\` (and so without this voice).
- What espeak-ng puts out (phonemes, sound) is not covered by its licence.
`;

const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');

/** Numbers equal texts alike, in the order in which they are met. */
class Texts {
  #known = new Map();

  /** @returns {string} links to the texts, as `[1](#text-1), [2](#text-2)`. */
  refer(texts, user) {
    return texts
      .map((raw) => {
        const text = raw
          .replaceAll('\r\n', '\n')
          .replace(/[ \t]+$/gm, '')
          .replace(/^\n+|\s+$/g, '');
        const key = text.replace(/\s+/g, ' ');
        const entry = this.#known.get(key) ?? { number: this.#known.size + 1, text, users: [] };
        if (!entry.users.includes(user)) entry.users.push(user);
        this.#known.set(key, entry);
        return `[${entry.number}](#text-${entry.number})`;
      })
      .join(', ');
  }

  render() {
    return [...this.#known.values()]
      .map(
        ({ number, text, users }) => `### Text ${number}\nOf ${users.join(', ')}.\n\n\`\`\`\`text\n${text}\n\`\`\`\``,
      )
      .join('\n\n');
  }
}

/**
 * @param {Parts} parts
 * @returns {string[]} what may not be passed on, or not like this, one line each; none where all is well
 */
export function findOffences({ packages, inside, models }) {
  const unknown = packages
    .filter(({ licence }) => !ALLOWED_LICENCES.includes(licence))
    .map(
      ({ name, version, licence }) =>
        `${name} ${version} is ${licence}, which is not in ALLOWED_LICENCES (bin/lib/notices/known.mjs). Leave the package out, or add the licence there after reading it.`,
    );
  const textless = packages
    .filter(({ texts }) => texts.length === 0)
    .map(
      ({ name, version }) =>
        `${name} ${version} carries no licence text. Put it into bin/lib/notices/texts and name it in MISSING_TEXTS.`,
    );
  const gpl = inside
    .filter(({ inside: host, licence }) => /GPL/.test(licence) && host !== GPL_PACKAGE)
    .map(({ inside: host, name }) => `${name} in ${host} is under the GPL and not told of by name.`);
  const unknownModels = models
    .filter(({ licence }) => !ALLOWED_MODEL_LICENCES.includes(licence))
    .map(
      ({ id, licence }) =>
        `The model ${id} is ${licence}, which is not in ALLOWED_MODEL_LICENCES (bin/lib/notices/known.mjs).`,
    );
  return [...unknown, ...textless, ...gpl, ...unknownModels];
}

/**
 * @param {Parts} parts
 * @returns {string} the page, in Markdown; the same for the same parts
 */
export function renderNotices({ packages, inside, models, clips }) {
  const texts = new Texts();
  const packageRows = packages.map(({ name, version, licence, texts: own }) => [
    name,
    version,
    name === GPL_PACKAGE ? `${licence} by its package, and GPL-3.0-or-later inside` : licence,
    texts.refer(own, name),
  ]);
  const insideRows = inside.map(({ name, inside: host, hostVersion, licence, note, texts: own }) => [
    name,
    `${host} ${hostVersion}`,
    /GPL/.test(licence) ? `**${licence}**` : licence,
    note,
    texts.refer(own, name),
  ]);
  const modelRows = models.map(({ id, title, licence, source, texts: own }) => [
    title,
    `\`${id}\``,
    licence,
    source,
    texts.refer(own, id),
  ]);
  return `# Third-party notices
What the built app contains and serves that is not ours, with its licences. Written by \`npm run notices\` from what the build
really put in; \`npm test\` fails when it is out of date. Sotto's own source is MIT (\`LICENSE\`).

${packages.some(({ name }) => name === GPL_PACKAGE) ? `${GPL_WORDS}\n` : ''}## Packages in the built code
${table(['package', 'version', 'licence', 'text'], packageRows)}

## Inside those packages
${table(['part', 'in', 'licence', 'note', 'text'], insideRows)}

## Models
${table(['model', 'pack', 'licence', 'source', 'text'], modelRows)}

## Recordings
${clips}

## Licence texts
${texts.render()}
`;
}
