import type en from './en';

const de: typeof en = {
  opening: 'Das Mikrofon wird geöffnet',
  holdToTalk: 'Zum Sprechen halten',
  pressToTalk: 'Zum Sprechen drücken',
  oneMoment: 'Einen Moment',
  sayName: 'Sag „Sotto, …“',
  states: {
    starting: 'Einen Moment',
    setup: 'Noch nicht eingerichtet',
    loading: 'Macht sich bereit',
    ready: 'Bereit, wenn du es bist',
    listening: 'Hört zu',
    hearing: 'Ich höre dich',
    thinking: 'Denkt nach',
    speaking: 'Spricht',
    failed: 'Geht nicht',
  },

  mayAsk: 'Dein Browser fragt vielleicht um Erlaubnis',
  givenBack: (minutes) =>
    `Das Mikrofon wurde nach ${minutes} stillen Minuten zurückgegeben. Drücke, um wieder zu sprechen`,
  ready: {
    'hands-free': 'Drücke und sprich, oder tippe unten',
    'push-to-talk': 'Drücke, um das Mikrofon einzuschalten, oder tippe unten',
    toggle: 'Drücke, um das Mikrofon einzuschalten, oder tippe unten',
    'one-question': 'Drücke und stelle eine Frage, oder tippe unten',
  },
  oneQuestion: 'Stelle eine Frage. Danach schließt sich das Mikrofon',
  switchOff: 'Das Mikrofon ist an. Drücke, um es auszuschalten',
  withoutName: 'Ohne meinen Namen sage ich nichts',
  pause: 'Mach eine Pause, wenn du fertig bist',
  onAndStop: 'Das Mikrofon ist an. Drücke zum Anhalten',
  stop: 'Drücke zum Anhalten',
  sayStop: 'Sag „stop“, oder drücke zum Anhalten',
  talkOver: 'Sprich dazwischen, oder drücke zum Anhalten',

  held: {
    send: 'Loslassen zum Senden',
    begin: 'Halte ihn, während du sprichst',
    interrupt: 'Drücke zum Anhalten, oder halte zum Sprechen',
    key: ', oder halte die Leertaste',
    name: 'Zum Sprechen halten, zum Senden loslassen',
  },
  twice: {
    send: 'Noch einmal drücken zum Senden',
    begin: 'Drücke, sprich und drücke noch einmal',
    interrupt: 'Drücke zum Anhalten und Sprechen',
    key: ', oder drücke die Leertaste',
    name: 'Zum Sprechen drücken, zum Senden noch einmal',
  },
  writing: 'Was du gesagt hast, wird aufgeschrieben',

  switchOn: 'Mikrofon einschalten',
  askOne: 'Eine Frage stellen',
  names: {
    starting: 'Sotto startet',
    setup: 'Sotto einrichten',
    loading: 'Sotto macht sich bereit',
    ready: 'Sprechen',
    listening: 'Hört zu – drücke, um das Mikrofon auszuschalten',
    hearing: 'Hört dich – drücke, um das Mikrofon auszuschalten',
    thinking: 'Anhalten',
    speaking: 'Anhalten',
    failed: 'Sotto geht nicht',
  },
  off: 'Mikrofon ausschalten',
};

export default de;
