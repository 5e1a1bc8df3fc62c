import type en from './en';

const de: typeof en = {
  offerTitle: 'Ein Sprachassistent, der dieses Gerät nie verlässt',
  offerLead: (size) =>
    `Sotto hört, denkt und spricht in diesem Tab. Seine Modelle werden einmal geladen (${size}) und bleiben auf diesem Gerät. Nichts, was du sagst oder tippst, wird irgendwohin gesendet.`,
  source: (host) => `Alles kommt von dieser Website, ${host}; keine andere wird gefragt.`,
  more: 'Bevor du anfängst',
  models: 'Andere Modelle',
  privacy: 'Was wo aufbewahrt wird',
  settings: 'Einstellungen',
  begin: 'Sotto einrichten',
  goOn: 'Weiter einrichten',
  resumes: 'Du kannst jederzeit anhalten; danach geht es dort weiter.',
  alreadyHere: (here, size) => `${here} von ${size} sind schon da. Es geht dort weiter, wo es aufgehört hat.`,
  downloadTitle: 'Sotto wird eingerichtet',
  loadedOf: (loaded, size) => `${loaded} von ${size}`,
  loaded: 'geladen,',
  allModels: 'Alle Modelle',
  cancel: 'Abbrechen',
  once: 'Das geschieht nur einmal.',
  ifYouStop: 'Wenn du jetzt abbrichst, geht es später dort weiter.',
  wakingTitle: 'Die Modelle auf deinem Gerät wachen auf',
  purposes: {
    vad: 'hört, wann du sprichst',
    stt: 'schreibt auf, was du sagst',
    tts: 'spricht die Antwort',
    llm: 'denkt sich eine Antwort aus',
  },
  steps: {
    waiting: 'wartet',
    downloading: 'wird geladen',
    reading: 'wird gelesen',
    creating: 'wird geöffnet',
    'warming-up': 'wärmt sich auf',
    ready: 'bereit',
  },
};

export default de;
