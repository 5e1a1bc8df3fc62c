// What no package's metadata tells about the parts of the built app, and which licences may be in it.

/** Licences a package may have: each lets the built app be passed on, under the GPL where espeak-ng is in it. */
export const ALLOWED_LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'];

/** Licences of model packs, in the words of their manifests. */
export const ALLOWED_MODEL_LICENCES = [
  ...ALLOWED_LICENCES,
  // flite's: the terms are Carnegie Mellon's own (keep the notice, mark changes, keep names, do not endorse), without the
  // advertising clause that the SPDX name would bring.
  'BSD-4-Clause, BSD-like: see COPYING',
  'MIT (package), CC0 (data set); the licence of the lessac base voice is not restated upstream',
];

/** Licence texts of packages that carry none, in `texts/`. */
export const MISSING_TEXTS = {
  'onnxruntime-common': 'onnxruntime.txt',
  'onnxruntime-web': 'onnxruntime.txt',
};

/**
 * What packages hold that is not their own: told, because nobody would look for it there. `text` is a file in `texts/`;
 * `hasHostText` says that the licence is word for word the package's.
 */
export const INSIDE = [
  {
    inside: 'onnxruntime-web',
    name: 'onnxruntime-common',
    licence: 'MIT',
    text: 'onnxruntime.txt',
    note: 'part of ONNX Runtime',
  },
  {
    inside: 'onnxruntime-web',
    name: 'parts of ONNX Runtime’s WebAssembly file',
    licence: 'see note',
    note: 'listed in [ThirdPartyNotices.txt](https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt) of ONNX Runtime',
  },
  {
    inside: '@huggingface/transformers',
    name: '@huggingface/jinja 0.5.10',
    licence: 'MIT',
    text: 'jinja.txt',
    note: 'templates of chats',
  },
  {
    inside: '@huggingface/transformers',
    name: '@huggingface/tokenizers 0.2.0',
    licence: 'Apache-2.0',
    hasHostText: true,
    note: 'a copy of its own',
  },
  {
    inside: '@mlc-ai/web-llm',
    name: '@mlc-ai/web-runtime 0.28.0-dev0',
    licence: 'Apache-2.0',
    hasHostText: true,
    text: 'tvm-NOTICE.txt',
    note: 'Apache TVM, with Emscripten’s own JavaScript (MIT)',
  },
  {
    inside: '@mlc-ai/web-llm',
    name: '@mlc-ai/web-xgrammar 0.1.27',
    licence: 'Apache-2.0',
    hasHostText: true,
    note: 'XGrammar, compiled to WebAssembly; what is compiled in is named at [mlc-ai/xgrammar](https://github.com/mlc-ai/xgrammar)',
  },
  {
    inside: '@mlc-ai/web-llm',
    name: '@mlc-ai/web-tokenizers',
    licence: 'Apache-2.0',
    hasHostText: true,
    note: 'tokenizers of Hugging Face and SentencePiece (both Apache-2.0), compiled to WebAssembly; what is compiled in is named at [mlc-ai/tokenizers-cpp](https://github.com/mlc-ai/tokenizers-cpp)',
  },
  {
    inside: '@mlc-ai/web-llm',
    name: 'parts of OpenAI’s client for Node',
    licence: 'Apache-2.0',
    hasHostText: true,
    note: 'types and names of its interface; Copyright 2024 OpenAI',
  },
  {
    inside: '@mlc-ai/web-llm',
    name: 'loglevel',
    licence: 'MIT',
    text: 'loglevel.txt',
    note: 'writes to the console',
  },
  {
    inside: '@mlc-ai/web-llm',
    name: 'tslib',
    licence: '0BSD',
    text: 'tslib.txt',
    note: 'helpers of TypeScript',
  },
  {
    inside: 'phonemizer',
    name: 'espeak-ng',
    licence: 'GPL-3.0-or-later',
    text: 'GPL-3.0.txt',
    note: 'code and data, compiled to WebAssembly; see “GPL code” above',
  },
  {
    inside: '@datadog/sketches-js',
    name: 'float64-frexp, float64-ldexp',
    licence: 'MIT',
    note: 'by The Compute.io Authors, as its LICENSE-3rdparty.csv says',
  },
];

/** The part under the GPL, by the package that brings it. */
export const GPL_PACKAGE = 'phonemizer';

/** What is written in the code and data of espeak-ng, however they are packed into JavaScript. */
export const GPL_MARKS = ['eSpeakNGWorker', 'espeakng.worker', 'espeak-ng-data', 'phontab'];
