/** How a model was taught to read a conversation: the marks around each message. */
import type { ChatMessage } from '../protocol';
import { SottoError } from '../rpc';
import type { TextTokenizer } from '../tokenizer';

export interface ChatFormat {
  /** Before the first message. */
  begin: string;
  /** Before a message of this role; the model writes on behind the assistant's. */
  open(role: ChatMessage['role']): string;
  /** Behind every message. */
  close: string;
  /** The mark at the beginning of `close`: where it is one token, the model's reply is over with it. */
  end: string;
}

/** SmolLM2, Qwen2.5 and many others. */
export const CHATML: ChatFormat = {
  begin: '',
  open: (role) => `<|im_start|>${role}\n`,
  close: '<|im_end|>\n',
  end: '<|im_end|>',
};

/**
 * Llama 3 and its kin. The template of 3.2 also writes two dates into the system prompt, a made-up one among them; Sotto's
 * clock is a skill, so they are left out.
 */
export const LLAMA_3: ChatFormat = {
  begin: '<|begin_of_text|>',
  open: (role) => `<|start_header_id|>${role}<|end_header_id|>\n\n`,
  close: '<|eot_id|>',
  end: '<|eot_id|>',
};

const FORMATS: readonly { format: ChatFormat; mark: string }[] = [
  { format: LLAMA_3, mark: '<|start_header_id|>' },
  { format: CHATML, mark: '<|im_start|>' },
];

/**
 * The format of a model, by the template in its tokenizer_config.json; newer exports keep that in a file of its own, so the
 * tokenizer is asked which marks it knows, too.
 * @throws SottoError `model-load-failed` for a model of any other format.
 */
export function chatFormatOf(tokenizerConfig: unknown, tokenizer: TextTokenizer): ChatFormat {
  const template = templateOf(tokenizerConfig);
  const found =
    FORMATS.find(({ mark }) => template.includes(mark)) ??
    FORMATS.find(({ mark }) => template === '' && tokenizer.encode(mark).length === 1);
  if (!found) {
    throw new SottoError(
      'model-load-failed',
      'The model wants its messages in a form that Sotto cannot write (neither ChatML nor Llama 3). Choose another model.',
    );
  }
  return found.format;
}

/** One template, or several with names, as text to look for marks in. */
function templateOf(tokenizerConfig: unknown): string {
  if (typeof tokenizerConfig !== 'object' || tokenizerConfig === null || !('chat_template' in tokenizerConfig))
    return '';
  const { chat_template: template } = tokenizerConfig;
  if (typeof template === 'string') return template;
  return Array.isArray(template) ? JSON.stringify(template) : '';
}
