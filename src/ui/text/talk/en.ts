/** The page of the conversation around the talk control: header, text box, notes, the first invitation. */
export default {
  quietTitle: 'Sotto: a voice assistant that stays on this device',
  listeningTitle: '● Sotto is listening',
  nameTitle: '● Say “Sotto, …”',

  promise: 'Everything stays on this device',
  performance: 'Performance',
  dock: 'Talk or type',
  /** On a narrow page only what stands between is seen. */
  /** A model is being loaded in another’s place. */
  changing: (title: string) => `Loading ${title}…`,
  newConversation: { before: '', short: 'New', after: ' conversation' },
  /** How this browser or server limits Sotto. */
  limitations: { 'not-isolated': 'This server does not isolate the page: one thread, slower answers' },
  /** Why Sotto does not listen while it speaks. */
  halfDuplex: {
    inseparable:
      'The loudspeaker drowns your voice on this device, so Sotto does not listen while it speaks. Stop it with the button or Escape, or use headphones.',
    'own-words':
      'Sotto heard itself, so it does not listen while it speaks. Stop it with the button or Escape, or use headphones.',
  },

  /** In a conversation that is taken away as Markdown. */
  exported: { untitled: 'Conversation', you: 'You', interrupted: 'interrupted' },

  typeQuestion: 'Type a question',
  send: 'Send',
  stop: 'Stop',
  stopByKey: 'Stop (Escape)',
  /** In the empty text box: why it waits, or what it is for. */
  placeholders: {
    starting: 'One moment…',
    setup: 'Set up Sotto first',
    loading: 'Ready in a moment…',
    failed: 'Not available',
    usable: 'Or type a question',
  },

  updateReady: 'A newer Sotto is ready',
  updateNow: 'Restart now',
  updateLater: 'Later',
  updateTakenBack: 'The newer version did not start, so you are back on the one before.',
  updateSeen: 'OK',

  welcomeTitle: 'Ask out loud.',
  welcomeLead: 'Press the microphone and talk, or begin with one of these.',
  /** Said where the page speaks another language than the models. */
  welcomeLanguage: 'With the starter pack Sotto hears and speaks English.',

  microphone: 'Microphone',
  microphoneNumber: (number: number) => `Microphone ${number}`,
  details: 'Details',
  dismiss: 'Dismiss',
  /** What leaves all as it was, beside a deletion. */
  keep: 'Keep',
};
