import type english from './en';

const german: typeof english = {
  microphoneGone: (label, now) => ({
    title: `${label || 'Das Mikrofon'} ist weg`,
    advice: now
      ? `Sotto hört jetzt über ${now} und nimmt das andere wieder, sobald es zurück ist.`
      : 'Sotto hört jetzt über ein anderes Mikrofon und nimmt das erste wieder, sobald es zurück ist.',
  }),
  microphoneBack: (label) => ({
    title: `${label || 'Dein Mikrofon'} ist wieder da`,
    advice: 'Sotto hört wieder darüber.',
  }),
  speakerGone: (label) => ({
    title: `${label || 'Der Lautsprecher'} ist weg`,
    advice: 'Sotto spricht jetzt über den Lautsprecher des Systems und nimmt den anderen wieder, sobald er zurück ist.',
  }),
  speakerBack: (label) => ({
    title: `${label || 'Dein Lautsprecher'} ist wieder da`,
    advice: 'Sotto spricht wieder darüber.',
  }),
};
export default german;
