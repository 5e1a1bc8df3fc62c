/** Trying the microphone: what its level means, and what to do about it. */
export default {
  title: 'Does Sotto hear you?',
  lead: 'Try the microphone meanwhile, or leave it for later. Nothing is recorded.',
  start: 'Check the microphone',
  again: 'Check again',
  end: 'Done',
  close: 'Close',
  opening: 'Allow the microphone where the browser asks for it.',
  device: 'Microphone',
  deviceNumber: (number: number) => `Microphone ${number}`,
  verdicts: {
    waiting: 'Say something, such as “Hello, Sotto”.',
    nothing: 'I hear nothing. Choose another device, or look for a mute switch on this one.',
    quiet: 'I hear you faintly. Come nearer, or turn the microphone up in the system’s sound settings.',
    good: 'I hear you well.',
    loud: 'Too loud: your voice is cut off at its peaks. Move away a little, or turn the microphone down.',
  },
};
