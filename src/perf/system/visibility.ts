import { type NowMs, type Probe, systemPoint } from './probe';

/** Whether the page can be seen, as `visible` (1 or 0): hidden pages are slowed down by browsers. */
export function visibilityProbe(document: Pick<Document, 'visibilityState'>, nowMs: NowMs): Probe {
  return {
    name: 'Visibility',
    available: true,
    async sample() {
      return [systemPoint('visible', nowMs(), document.visibilityState === 'visible' ? 1 : 0)];
    },
  };
}
