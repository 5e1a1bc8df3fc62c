/**
 * A decorator that times a method: `@monitored('tool', 'weather')`. A class is declared before anything runs, so the method
 * finds the monitor when it is called; without one it runs as it is.
 */
import type { Component } from '../store/metric';
import type { Monitor } from './monitor';

let current: Pick<Monitor, 'timeOperation'> | undefined;

/** Says which monitor decorated methods tell; undefined: none. */
export function setMonitor(monitor: Pick<Monitor, 'timeOperation'> | undefined): void {
  current = monitor;
}

type AsyncMethod<This, Args extends unknown[], Result> = (this: This, ...args: Args) => Promise<Result>;

/** For methods that return a promise. */
export function monitored(component: Component, name: string) {
  return <This, Args extends unknown[], Result>(
    _target: object,
    _key: string,
    descriptor: TypedPropertyDescriptor<AsyncMethod<This, Args, Result>>,
  ): void => {
    const method = descriptor.value;
    if (!method) throw new TypeError('Only methods can be monitored.');
    descriptor.value = function (...args) {
      return current
        ? current.timeOperation(component, name, () => method.apply(this, args))
        : method.apply(this, args);
    };
  };
}
