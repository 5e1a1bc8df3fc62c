/** What whoever built this Sotto chose. */

declare const __SOTTO_GPL__: boolean;

/**
 * The voices that need espeak-ng (GPL-3.0, in the package `phonemizer`) are in this build. False for one that was made with
 * `SOTTO_WITHOUT_GPL=1`: its voice is flite, or the system's.
 */
export const HAS_GPL: boolean = __SOTTO_GPL__;
