import { describe, expect, it } from 'vitest';
import { CHATML, chatFormatOf, LLAMA_3 } from '../../workers/llm/chat-format';
import { PromptEncoder } from '../../workers/llm/prompt-encoder';
import type { ChatMessage } from '../../workers/protocol';
import { FakeTokenizer } from './llm-fakes';
import { tokenizer as smolLm2 } from './web-llm-fakes';

const LLAMA_MARKS = ['<|begin_of_text|>', '<|start_header_id|>', '<|end_header_id|>', '<|eot_id|>'];
const template = (text: string) => ({ chat_template: text });

describe('the format of a model', () => {
  const plain = new FakeTokenizer();

  it('is found by its template', () => {
    expect(chatFormatOf(template("{{'<|im_start|>' + role}}"), plain)).toBe(CHATML);
    expect(chatFormatOf(template("{{'<|start_header_id|>' + role}}"), plain)).toBe(LLAMA_3);
    const named = { chat_template: [{ name: 'default', template: "{{'<|start_header_id|>'}}" }] };
    expect(chatFormatOf(named, plain)).toBe(LLAMA_3);
  });

  it('is found by the marks that the tokenizer knows, where the template is elsewhere', () => {
    expect(chatFormatOf({}, smolLm2)).toBe(CHATML);
    expect(chatFormatOf(undefined, new FakeTokenizer(LLAMA_MARKS))).toBe(LLAMA_3);
  });

  it('of any other kind is refused', () => {
    const refused = () => chatFormatOf(template('<start_of_turn>user'), smolLm2);
    expect(refused).toThrow(/neither ChatML nor Llama 3/);
  });
});

describe('a prompt for Llama 3', () => {
  const tokenizer = new FakeTokenizer(LLAMA_MARKS);
  const encoder = new PromptEncoder(tokenizer, LLAMA_3);
  const asking: ChatMessage[] = [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: 'Hi?' },
  ];

  it('begins once, with headers, and is open for the reply', () => {
    expect(tokenizer.decode(encoder.encodeForReply(asking))).toBe(
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe kind.<|eot_id|>' +
        '<|start_header_id|>user<|end_header_id|>\n\nHi?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n',
    );
  });

  it('is found again in the longer one, as are an opening and the end of the last word', () => {
    const whole = encoder.encodeForReply([
      ...asking,
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'So?' },
    ]);
    for (const part of [encoder.encode(asking.slice(0, 1)), encoder.encodeForReply(asking)]) {
      expect(whole.slice(0, part.length)).toEqual(part);
    }
    const end = encoder.lastWordEnd(asking);
    expect(encoder.encodeForReply(asking).slice(0, end)).toEqual(encoder.encodeOpening(asking.slice(0, 1), 'Hi'));
  });
});
