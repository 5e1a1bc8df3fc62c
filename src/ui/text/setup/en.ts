/** Setting up and waking up: what will be loaded, how far it is. */
export default {
  offerTitle: 'A voice assistant that never leaves this device',
  offerLead: (size: string) =>
    `Sotto listens, thinks and speaks inside this tab. Its models are loaded once (${size}) and kept on this device. Nothing you say or type is ever sent anywhere.`,
  /** `host` of this page, as `sotto.example`. */
  source: (host: string) => `All of it comes from this site, ${host}; no other is asked.`,
  /** Name of the links below. */
  more: 'Before you begin',
  models: 'Other models',
  privacy: 'What is kept, and where',
  settings: 'Settings',
  begin: 'Set up Sotto',
  goOn: 'Continue setting up',
  resumes: 'You can stop at any time; it resumes where it stopped.',
  alreadyHere: (here: string, size: string) => `${here} of ${size} are already here. It resumes where it stopped.`,
  downloadTitle: 'Setting up Sotto',
  loadedOf: (loaded: string, size: string) => `${loaded} of ${size}`,
  loaded: 'loaded,',
  allModels: 'All models',
  cancel: 'Cancel',
  once: 'This happens once.',
  ifYouStop: 'If you stop now, it resumes where it stopped.',
  wakingTitle: 'Waking up the models on your device',
  /** What a model does for the user, beside its name. */
  purposes: {
    vad: 'hears when you speak',
    stt: 'writes down what you say',
    tts: 'says it aloud',
    llm: 'thinks of an answer',
  },
  /** Steps of a model on its way. */
  steps: {
    waiting: 'waiting',
    downloading: 'downloading',
    reading: 'reading',
    creating: 'opening',
    'warming-up': 'warming up',
    ready: 'ready',
  },
};
