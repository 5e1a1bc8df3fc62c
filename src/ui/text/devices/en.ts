/** What is said when a microphone or a speaker comes or goes. */
export default {
  microphoneGone: (label: string, now: string) => ({
    title: `${label || 'The microphone'} went away`,
    advice: now
      ? `Sotto listens by ${now} now, and takes the other one again when it is back.`
      : 'Sotto listens by another microphone now, and takes the first one again when it is back.',
  }),
  microphoneBack: (label: string) => ({
    title: `${label || 'Your microphone'} is back`,
    advice: 'Sotto listens by it again.',
  }),
  speakerGone: (label: string) => ({
    title: `${label || 'The speaker'} went away`,
    advice: 'Sotto speaks through the system’s speaker now, and takes the other one again when it is back.',
  }),
  speakerBack: (label: string) => ({
    title: `${label || 'Your speaker'} is back`,
    advice: 'Sotto speaks through it again.',
  }),
};
