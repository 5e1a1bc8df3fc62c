import { plural } from '../plural';
import type en from './en';

const de: typeof en = {
  title: 'Unterhaltungen',
  close: 'Unterhaltungen schließen',
  search: 'Unterhaltungen durchsuchen',
  searchShort: 'Suchen',
  list: 'Aufbewahrte Unterhaltungen',
  deleteAll: 'Alle löschen',
  deleteAllQuestion: 'Alle Unterhaltungen auf diesem Gerät endgültig löschen?',
  openNow: 'jetzt offen',
  quoted: (title) => `„${title}“`,
  exportIt: 'Exportieren',
  exportNamed: (name) => `${name} exportieren`,
  exportNamedAs: (name) => `${name} exportieren als`,
  exportAs: 'Exportieren als',
  deleteIt: 'Löschen',
  deleteNamed: (name) => `${name} löschen`,
  deleteQuestion: 'Diese Unterhaltung endgültig löschen?',
  dayAndTime: (day, time) => `${day}, ${time}`,
  nothingFound: (query) => `Nichts gefunden für „${query}“.`,
  found: (count) => `${count} gefunden`,
  count: (count) => plural('de', count, { one: 'Eine Unterhaltung', other: `${count} Unterhaltungen` }),
  noneYet:
    'Noch nichts aufbewahrt. Was du fragst und was Sotto antwortet, findest du künftig hier, nur auf diesem Gerät.',
  noneKept:
    'Es wird nichts aufbewahrt. In den Einstellungen kannst du Sotto sagen, dass es Unterhaltungen auf diesem Gerät aufbewahrt.',
};

export default de;
