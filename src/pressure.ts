/** How hard the device works, as the browser's Compute Pressure API puts it. */
export type PressureState = 'nominal' | 'fair' | 'serious' | 'critical';

interface PressureRecord {
  readonly state: PressureState;
}
interface PressureObserverLike {
  observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>;
}
declare const PressureObserver:
  | (new (
      callback: (records: readonly PressureRecord[]) => void,
    ) => PressureObserverLike)
  | undefined;

/** Told at most once a second, while the page has the focus. Nothing where the browser has no such thing. */
export function watchPressure(onChange: (state: PressureState) => void): void {
  if (typeof PressureObserver !== 'function') return;
  const observer = new PressureObserver((records) => {
    const newest = records.at(-1);
    if (newest) onChange(newest.state);
  });
  // Refused by a permissions policy: the detector's own lag still tells.
  observer.observe('cpu', { sampleInterval: 1000 }).catch(() => {});
}
