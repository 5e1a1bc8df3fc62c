/** No voice at all: a chime says that there is an answer to read. Needs no model and no memory worth naming. */
import { chimeVoice } from './chime';
import { serveVoice } from './serve-voice';

serveVoice(self, async () => ({ voice: chimeVoice(), answer: { readMs: 0, createMs: 0, warmUpMs: 0 } }));
