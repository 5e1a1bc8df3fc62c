import type { ErrorCode } from '../../../../workers/protocol';

interface FaultWords {
  title: string;
  advice: string;
}

const faults: Record<ErrorCode, FaultWords> = {
  aborted: { title: 'Stopped', advice: 'Nothing is lost. Start again whenever you like.' },
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
  },
  'storage-full': {
    title: 'Not enough space for the models',
    advice:
      'Free some space on this device, or remove data of sites you no longer use, then try again. What was loaded already is kept.',
  },
  'download-failed': {
    title: 'The models did not arrive',
    advice:
      'Check the connection and try again: what was loaded already is kept, and loading goes on where it stopped.',
  },
  'pack-invalid': {
    title: 'The server’s model list is damaged',
    advice:
      'The site that serves Sotto has a broken model pack. Try again later; if it stays so, tell whoever runs the site.',
  },
  'model-missing': {
    title: 'A model is missing',
    advice: 'The browser removed some of Sotto’s files. Try again to load them anew.',
  },
  'model-corrupt': {
    title: 'A model file was damaged',
    advice:
      'Sotto found it by its hash and did not use it. Try again to replace just that file. A model you fetched yourself: press “Check and repair” on the page of the models.',
  },
  'model-load-failed': {
    title: 'A model could not be started',
    advice: 'Close other tabs to free memory and try again.',
  },
  'inference-failed': {
    title: 'A model stumbled',
    advice: 'It was restarted. Ask again, please.',
  },
  'out-of-memory': {
    title: 'Not enough memory',
    advice: 'Sotto needs about 1 GB. Close other tabs, then try again.',
  },
  'worker-crashed': {
    title: 'A part of Sotto stopped',
    advice: 'It was started again. Ask again, please.',
  },
  'microphone-denied': {
    title: 'The microphone is blocked',
    advice: 'Allow it in the address bar’s site settings, then press the button. You can type meanwhile.',
  },
  'microphone-dismissed': {
    title: 'The microphone was not allowed yet',
    advice: 'The browser’s question was closed. Press the button to be asked again, or type below.',
  },
  'microphone-missing': {
    title: 'No microphone found',
    advice: 'Plug one in or switch it on, then press the button. You can type meanwhile.',
  },
  'microphone-busy': {
    title: 'The microphone is in use elsewhere',
    advice: 'Another program holds it. Close that one, then press the button. You can type meanwhile.',
  },
  'microphone-lost': {
    title: 'The microphone went away',
    advice: 'It was unplugged or switched off. Choose another one, or press the button when it is back.',
  },
  'audio-output-failed': {
    title: 'No sound comes out',
    advice: 'The browser did not open a speaker. Check the sound settings; answers are shown as text meanwhile.',
  },
  internal: {
    title: 'Something went wrong in Sotto',
    advice: 'Ask again; if it stays so, reload the page. Your models and settings are kept.',
  },
  'host-not-allowed': {
    title: 'This host is not allowed yet',
    advice: 'Sotto reaches no host that you did not allow. Allow it where it was asked for, then try again.',
  },
  'file-invalid': {
    title: 'Sotto cannot read this file',
    advice: 'It is not a file that Sotto wrote, or it is damaged. Nothing was changed; choose another file.',
  },
  'webgpu-missing': {
    title: 'This browser has no WebGPU',
    advice:
      'The chosen model needs the graphics card. Choose a model that runs without it, or a current Chrome or Edge on a computer with one.',
  },
  'gpu-lost': {
    title: 'The graphics card went away',
    advice: 'The browser took it back, often for want of memory. Close other tabs and try again.',
  },
};

/** Every error code in words: what happened, what to do about it. */
export default {
  retry: 'Try again',
  talkAgain: 'Try the microphone again',
  faults,
};
