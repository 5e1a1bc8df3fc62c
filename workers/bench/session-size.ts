/** How large one microphone's share of a detector is. */

/** At 16 kHz: 32 ms. */
export const FRAME_SAMPLES = 512;
export const FRAME_MS = 32;
/** What Silero wants of the frame before, and what it remembers: two layers of 128. */
export const CONTEXT_SAMPLES = 64;
export const STATE_SAMPLES = 2 * 128;

/**
 * What one session keeps in JavaScript, in bytes: mostly the echo gate's spectra (0.3 MB), and the 3 s of samples in which
 * the endpointer looks for the end of speech (0.2 MB). Measured in Node with 100 sessions, garbage collected: 495 KB of
 * buffers, 33 KB of objects, and 3 KB of each row of the batch. No browser tells a worker its own heap; a unit test holds
 * this against what Node tells.
 */
export const SESSION_BYTES = 531_000;
