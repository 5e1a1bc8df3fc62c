import { plural } from '../plural';

/** The conversations that were kept. */
export default {
  title: 'Conversations',
  close: 'Close conversations',
  search: 'Search conversations',
  searchShort: 'Search',
  list: 'Kept conversations',
  deleteAll: 'Delete all',
  deleteAllQuestion: 'Delete every conversation kept on this device, for good?',
  openNow: 'open now',
  /** A title as part of a button's name. */
  quoted: (title: string) => `“${title}”`,
  exportIt: 'Export',
  exportNamed: (name: string) => `Export ${name}`,
  exportNamedAs: (name: string) => `Export ${name} as`,
  exportAs: 'Export as',
  deleteIt: 'Delete',
  deleteNamed: (name: string) => `Delete ${name}`,
  deleteQuestion: 'Delete this conversation for good?',
  /** "Today, 14:05" */
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
  nothingFound: (query: string) => `Nothing found for “${query}”.`,
  found: (count: number) => `${count} found`,
  count: (count: number) => plural('en', count, { one: 'One conversation', other: `${count} conversations` }),
  noneYet: 'Nothing kept yet. What you ask and what Sotto answers will be found here, on this device only.',
  noneKept: 'Nothing is kept. In Settings, Sotto can be told to keep conversations on this device.',
};
