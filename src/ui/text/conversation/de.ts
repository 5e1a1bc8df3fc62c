import { plural } from '../plural';
import type en from './en';

const SKILLS: Partial<Record<string, string>> = { calculator: 'vom Rechner', clock: 'von der Uhr' };

const de: typeof en = {
  log: 'Unterhaltung',
  newest: 'Neueste',
  you: 'Du:',
  sotto: 'Sotto:',
  byModel: { hidden: 'beantwortet ', shown: 'vom Modell' },
  bySkill: (id = 'Code') => ({ hidden: 'beantwortet ', shown: SKILLS[id] ?? `von ${id}` }),
  stopped: 'von dir angehalten',

  thisQuestion: 'Diese Frage',
  thisReply: 'Diese Antwort',
  replay: 'Diese Antwort noch einmal sagen',
  edit: 'Diese Frage ändern',
  copyQuestion: 'Diese Frage kopieren',
  copyReply: 'Diese Antwort kopieren',
  deleteExchange: 'Diese Frage und ihre Antwort löschen',
  deleteQuestion: 'Diese Frage und ihre Antwort löschen?',
  deleteYes: 'Löschen',
  copied: 'Kopiert',
  copyRefused:
    'Dieser Browser hat das Kopieren nicht erlaubt. Markiere die Worte und kopiere sie mit der Tastatur oder dem Menü.',

  editLabel: 'Deine Frage ändern',
  editHint: 'Was danach gesagt wurde, entfällt.',
  editCancel: 'Abbrechen',
  editAsk: 'Stattdessen fragen',

  answeredIn: 'Beantwortet in',
  firstTurn: 'erste Runde',
  latencyCaption: 'Von deinem letzten Wort bis zu Sottos erstem',
  stage: 'Schritt',
  time: 'Zeit',
  share: 'Anteil',
  total: 'Letztes Wort bis erster Ton',
  parts: {
    vad: 'Ende der Frage',
    stt: 'Sprache zu Text',
    routing: 'Zuordnung',
    tool: 'Fertigkeit',
    llm: 'Sprachmodell',
    tts: 'Stimme',
    audioOut: 'Tonausgabe',
  },
  allKept: (begun) =>
    `Früh begonnen: ${plural('de', begun, { one: '1 Versuch, behalten', other: `${begun} Versuche, keiner verworfen` })}`,
  someDropped: (begun, dropped, work) =>
    `Früh begonnen: ${plural('de', begun, { one: '1 Versuch, verworfen', other: `${begun} Versuche, ${dropped} verworfen` })} (${work} Arbeit)`,
};

export default de;
