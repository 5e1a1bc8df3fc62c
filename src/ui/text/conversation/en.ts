import { plural } from '../plural';

/** What was said, and what stands under it. */
export default {
  log: 'Conversation',
  newest: 'Newest',
  /** For screen readers, before a message. */
  you: 'You:',
  sotto: 'Sotto:',
  byModel: { hidden: 'answered ', shown: 'by the model' },
  /** A skill by its id. */
  bySkill: (id: string | undefined) => ({ hidden: 'answered ', shown: `by ${id ?? 'code'}` }),
  stopped: 'you stopped this',

  thisQuestion: 'This question',
  thisReply: 'This reply',
  replay: 'Say this reply again',
  edit: 'Edit this question',
  copyQuestion: 'Copy this question',
  copyReply: 'Copy this reply',
  deleteExchange: 'Delete this question and its reply',
  deleteQuestion: 'Delete this question and its reply?',
  deleteYes: 'Delete',
  copied: 'Copied',
  copyRefused: 'This browser did not allow copying. Select the words and copy them with the keyboard or the menu.',

  editLabel: 'Edit your question',
  editHint: 'What was said after it goes.',
  editCancel: 'Cancel',
  editAsk: 'Ask instead',

  answeredIn: 'Answered in',
  firstTurn: 'first turn',
  latencyCaption: 'From your last word to Sotto’s first',
  stage: 'Stage',
  time: 'Time',
  share: 'Share',
  total: 'Last word to first sound',
  parts: {
    vad: 'End of turn',
    stt: 'Speech to text',
    routing: 'Routing',
    tool: 'Skill',
    llm: 'Language model',
    tts: 'Voice',
    audioOut: 'Audio out',
  },
  /** What was begun before a turn was decided. At least one was begun. */
  allKept: (begun: number) =>
    `Started early: ${plural('en', begun, { one: '1 try, kept', other: `${begun} tries, none dropped` })}`,
  someDropped: (begun: number, dropped: number, work: string) =>
    `Started early: ${plural('en', begun, { one: '1 try, dropped', other: `${begun} tries, ${dropped} dropped` })} (${work} of work)`,
};
