import type en from './en';

const de: typeof en = {
  title: 'Einstellungen',
  close: 'Einstellungen schließen',
  all: 'Alle Einstellungen',
  patience: 'Wenn ich innehalte',
  patiences: {
    quick: { title: 'Schnell', meaning: 'Antwortet am schnellsten; fällt dir vielleicht ins Wort.' },
    normal: { title: 'Ausgewogen', meaning: 'Wartet etwas, wenn du unfertig klingst.' },
    patient: { title: 'Geduldig', meaning: 'Wartet in jeder Pause länger.' },
  },
  talkMode: 'Mikrofon',
  talkModes: {
    'hands-free': { title: 'Freihändig', meaning: 'Hört dich, solange das Mikrofon an ist.' },
    'push-to-talk': { title: 'Zum Sprechen halten', meaning: 'Hört dich, solange du den Knopf hältst.' },
    toggle: { title: 'Zum Sprechen drücken', meaning: 'Ein Druck beginnt, der nächste sendet.' },
    'one-question': { title: 'Eine Frage', meaning: 'Ein Druck öffnet das Mikrofon für eine Frage.' },
  },
  nameGate: 'Wem ich zuhöre',
  nameGates: {
    off: { title: 'Allen', meaning: 'Antwortet auf alles, was es hört.' },
    on: { title: 'Nur wenn du „Sotto“ sagst', meaning: 'Antwortet, wenn sein Name fällt, und auf das gleich danach.' },
  },
  idle: 'Mikrofon zurückgeben nach einer Stille von',
  idleMinutes: {
    '5': { title: '5 Minuten' },
    '15': { title: '15 Minuten' },
    '60': { title: 'Einer Stunde' },
    '0': { title: 'Nie' },
  },
  keep: 'Unterhaltungen',
  keeping: {
    on: {
      title: 'Unterhaltungen auf diesem Gerät aufbewahren',
      meaning: 'Zu finden unter Unterhaltungen. Nichts wird gesendet.',
    },
    off: { title: 'Nichts aufbewahren', meaning: 'Was schon aufbewahrt ist, bleibt, bis du es löschst.' },
  },
};

export default de;
