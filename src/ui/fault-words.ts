/** Every error code in words: what happened, what to do about it, and the button that does it. */
import type { ErrorCode } from '../../workers/protocol';
import type { FaultView, Intent } from './view-model';

interface Words {
  title: string;
  advice: string;
  action?: { label: string; intent: Intent };
}

const RETRY: Words['action'] = { label: 'Try again', intent: { kind: 'retry' } };
const TALK: Words['action'] = { label: 'Try the microphone again', intent: { kind: 'talk' } };

const WORDS: Record<ErrorCode, Words> = {
  aborted: { title: 'Stopped', advice: 'Nothing is lost. Start again whenever you like.', action: RETRY },
  'insecure-context': {
    title: 'This address is not secure',
    advice:
      'Browsers give the microphone only to https:// pages and to this computer itself. Open Sotto over https, or at 127.0.0.1.',
  },
  'wasm-simd-missing': {
    title: 'This browser is too old for Sotto',
    advice:
      'Sotto’s models need WebAssembly with SIMD: Chrome or Edge 91, Firefox 89, Safari 16.4 or newer. Update the browser and open Sotto again.',
  },
  'worklet-missing': {
    title: 'This browser cannot process live sound',
    advice:
      'Sotto needs AudioWorklet: a current Chrome, Edge, Firefox or Safari has it. Update the browser and open Sotto again.',
  },
  'storage-unavailable': {
    title: 'This browser keeps no files for Sotto',
    advice:
      'Private windows often forbid storage. Open Sotto in an ordinary window, or allow site data for it in the browser’s settings.',
    action: RETRY,
  },
  'storage-full': {
    title: 'Not enough space for the models',
    advice:
      'Free some space on this device, or remove data of sites you no longer use, then try again. What was loaded already is kept.',
    action: RETRY,
  },
  'download-failed': {
    title: 'The models did not arrive',
    advice:
      'Check the connection and try again: what was loaded already is kept, and loading goes on where it stopped.',
    action: RETRY,
  },
  'pack-invalid': {
    title: 'The server’s model list is damaged',
    advice:
      'The site that serves Sotto has a broken model pack. Try again later; if it stays so, tell whoever runs the site.',
    action: RETRY,
  },
  'model-missing': {
    title: 'A model is missing',
    advice: 'The browser removed some of Sotto’s files. Try again to load them anew.',
    action: RETRY,
  },
  'model-corrupt': {
    title: 'A model file was damaged',
    advice: 'Sotto found it by its hash and did not use it. Try again to replace just that file.',
    action: RETRY,
  },
  'model-load-failed': {
    title: 'A model could not be started',
    advice: 'Close other tabs to free memory and try again.',
    action: RETRY,
  },
  'inference-failed': {
    title: 'A model stumbled',
    advice: 'It was restarted. Ask again, please.',
  },
  'out-of-memory': {
    title: 'Not enough memory',
    advice: 'Sotto needs about 1 GB. Close other tabs, then try again.',
    action: RETRY,
  },
  'worker-crashed': {
    title: 'A part of Sotto stopped',
    advice: 'It was started again. Ask again, please.',
  },
  'microphone-denied': {
    title: 'The microphone is blocked',
    advice: 'Allow it in the address bar’s site settings, then press the button. You can type meanwhile.',
    action: TALK,
  },
  'microphone-dismissed': {
    title: 'The microphone was not allowed yet',
    advice: 'The browser’s question was closed. Press the button to be asked again, or type below.',
    action: TALK,
  },
  'microphone-missing': {
    title: 'No microphone found',
    advice: 'Plug one in or switch it on, then press the button. You can type meanwhile.',
    action: TALK,
  },
  'microphone-busy': {
    title: 'The microphone is in use elsewhere',
    advice: 'Another program holds it. Close that one, then press the button. You can type meanwhile.',
    action: TALK,
  },
  'microphone-lost': {
    title: 'The microphone went away',
    advice: 'It was unplugged or switched off. Choose another one, or press the button when it is back.',
    action: TALK,
  },
  'audio-output-failed': {
    title: 'No sound comes out',
    advice: 'The browser did not open a speaker. Check the sound settings; answers are shown as text meanwhile.',
    action: TALK,
  },
  internal: {
    title: 'Something went wrong in Sotto',
    advice: 'Ask again; if it stays so, reload the page. Your models and settings are kept.',
    action: RETRY,
  },
};

/** @param detail the technical line, shown folded. */
export function faultWords(code: ErrorCode, detail: string): FaultView {
  const { title, advice, action } = WORDS[code];
  return { title, advice, detail: `${code}: ${detail}`, action };
}
