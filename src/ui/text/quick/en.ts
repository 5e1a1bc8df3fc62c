/** The panel of the settings that are changed often. */
interface Choice {
  title: string;
  /** What choosing it means, in one short sentence; left out where the title says it all. */
  meaning?: string;
}
const choices = <K extends string>(words: Record<K, Choice>): Record<K, Choice> => words;

export default {
  title: 'Settings',
  close: 'Close settings',
  all: 'All settings',
  patience: 'When I pause',
  patiences: choices({
    quick: { title: 'Quick', meaning: 'Answers fastest; may cut in while you think.' },
    normal: { title: 'Balanced', meaning: 'Waits a little if you sound unfinished.' },
    patient: { title: 'Patient', meaning: 'Waits longer in every pause.' },
  }),
  talkMode: 'Microphone',
  talkModes: choices({
    'hands-free': { title: 'Hands-free', meaning: 'Hears you while the microphone is on.' },
    'push-to-talk': { title: 'Hold to talk', meaning: 'Hears you while you hold the button.' },
    toggle: { title: 'Press to talk', meaning: 'One press begins, the next one sends.' },
    'one-question': { title: 'One question', meaning: 'A press opens the microphone for one question.' },
  }),
  nameGate: 'Who I listen to',
  nameGates: choices({
    off: { title: 'Everyone', meaning: 'Answers whatever it hears.' },
    on: { title: 'Only when you say “Sotto”', meaning: 'Answers what names it, and what you ask right after.' },
  }),
  idle: 'Release the microphone after a silence of',
  idleMinutes: choices({
    '5': { title: '5 minutes' },
    '15': { title: '15 minutes' },
    '60': { title: 'An hour' },
    '0': { title: 'Never' },
  }),
  keep: 'Conversations',
  keeping: choices({
    on: { title: 'Keep conversations on this device', meaning: 'Found again under Conversations. Nothing is sent.' },
    off: { title: 'Keep nothing', meaning: 'What was kept before stays until you delete it.' },
  }),
};
