/** What the talk control says of itself: its state, what a press would do, its name. */
export default {
  opening: 'Opening the microphone',
  holdToTalk: 'Hold to talk',
  pressToTalk: 'Press to talk',
  oneMoment: 'One moment',
  sayName: 'Say “Sotto, …”',
  states: {
    starting: 'One moment',
    setup: 'Not set up yet',
    loading: 'Getting ready',
    ready: 'Ready when you are',
    listening: 'Listening',
    hearing: 'I’m hearing you',
    thinking: 'Thinking',
    speaking: 'Speaking',
    failed: 'Not working',
  },

  mayAsk: 'Your browser may ask for permission',
  givenBack: (minutes: number) => `The microphone was given back after ${minutes} quiet minutes. Press to talk again`,
  ready: {
    'hands-free': 'Press and talk, or type below',
    'push-to-talk': 'Press to switch the microphone on, or type below',
    toggle: 'Press to switch the microphone on, or type below',
    'one-question': 'Press and ask one question, or type below',
  },
  oneQuestion: 'Ask one question. Then the microphone closes',
  switchOff: 'The microphone is on. Press to switch it off',
  withoutName: 'Without my name I say nothing',
  pause: 'Pause when you are done',
  onAndStop: 'The microphone is on. Press to stop',
  stop: 'Press to stop',
  /** The word itself is English: it is what is listened for. */
  sayStop: 'Say “stop”, or press to stop',
  talkOver: 'Talk over me, or press to stop',

  /** While the control is held, and while it is pressed twice. */
  held: {
    send: 'Let go to send',
    begin: 'Keep it down while you speak',
    interrupt: 'Press to stop, or hold to talk',
    key: ', or hold Space',
    name: 'Hold to talk, let go to send',
  },
  twice: {
    send: 'Press again to send',
    begin: 'Press, speak, and press again',
    interrupt: 'Press to stop and talk',
    key: ', or press Space',
    name: 'Press to talk, press again to send',
  },
  writing: 'Writing down what you said',

  /** Accessible names. */
  switchOn: 'Switch the microphone on',
  askOne: 'Ask one question',
  names: {
    starting: 'Sotto is starting',
    setup: 'Set up Sotto',
    loading: 'Sotto is getting ready',
    ready: 'Start talking',
    listening: 'Listening — press to switch the microphone off',
    hearing: 'Hearing you — press to switch the microphone off',
    thinking: 'Stop',
    speaking: 'Stop',
    failed: 'Sotto is not working',
  },
  off: 'Turn microphone off',
};
