/** What the lanes of all components have in common. */
import type { Lane } from './lanes';
import type { SeriesHead } from './series-book';

/** What a component's series are unless said otherwise: milliseconds, with everything ready. */
export function componentHead(head: Pick<SeriesHead, 'id' | 'component' | 'title'> & Partial<SeriesHead>): SeriesHead {
  return { suite: 'components', unit: 'ms', better: 'less', temperature: 'warm', ...head };
}

/** A lane, and what one of its samples takes on a middling device. */
export interface PricedLane {
  lane: Lane;
  expectedMs: number;
}
