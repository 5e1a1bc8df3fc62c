import type en from './en';

const de: typeof en = {
  quietTitle: 'Sotto: ein Sprachassistent, der auf diesem Gerät bleibt',
  listeningTitle: '● Sotto hört zu',
  nameTitle: '● Sag „Sotto, …“',

  promise: 'Alles bleibt auf diesem Gerät',
  performance: 'Leistung',
  dock: 'Sprechen oder tippen',
  changing: (title) => `${title} wird geladen …`,
  newConversation: { before: '', short: 'Neue', after: ' Unterhaltung' },
  limitations: { 'not-isolated': 'Dieser Server isoliert die Seite nicht: nur ein Thread, langsamere Antworten' },
  halfDuplex: {
    inseparable:
      'Der Lautsprecher übertönt auf diesem Gerät deine Stimme, deshalb hört Sotto nicht zu, während es spricht. Halte es mit dem Knopf oder Escape an, oder nimm Kopfhörer.',
    'own-words':
      'Sotto hat sich selbst gehört, deshalb hört es nicht zu, während es spricht. Halte es mit dem Knopf oder Escape an, oder nimm Kopfhörer.',
  },

  exported: { untitled: 'Unterhaltung', you: 'Du', interrupted: 'unterbrochen' },

  typeQuestion: 'Eine Frage tippen',
  send: 'Senden',
  stop: 'Anhalten',
  stopByKey: 'Anhalten (Escape)',
  placeholders: {
    starting: 'Einen Moment…',
    setup: 'Richte Sotto zuerst ein',
    loading: 'Gleich bereit…',
    failed: 'Nicht verfügbar',
    usable: 'Oder tippe eine Frage',
  },

  updateReady: 'Ein neueres Sotto ist da',
  updateNow: 'Neu starten',
  updateLater: 'Später',
  updateTakenBack: 'Die neuere Version ist nicht gestartet, deshalb hast du wieder die vorige.',
  updateSeen: 'In Ordnung',

  welcomeTitle: 'Frag einfach laut.',
  welcomeLead: 'Drücke das Mikrofon und sprich, oder beginne mit einer dieser Fragen.',
  welcomeLanguage: 'Mit dem Startpaket hört und spricht Sotto Englisch.',

  microphone: 'Mikrofon',
  microphoneNumber: (number) => `Mikrofon ${number}`,
  details: 'Einzelheiten',
  dismiss: 'Schließen',
  keep: 'Behalten',
};

export default de;
