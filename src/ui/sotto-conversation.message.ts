import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { richText } from './rich-text';
import './sotto-latency';
import { EditQuestionEvent } from './sotto-message-actions';
import { QuestionEditedEvent } from './sotto-question-editor';
import { conversationText } from './text/conversation/words';
import type { MessageView } from './view-model';

export interface MessageOptions {
  /** Questions can be asked and replies be heard now. */
  usable: boolean;
  /** This question stands in a text field. */
  editing: boolean;
  onEdit: (message: MessageView) => void;
  /** @param text what to ask instead; undefined to leave the question as it is */
  onEdited: (message: MessageView, text: string | undefined) => void;
}

/** One message: its words, what is known of how they came about, and what can be done with it. */
export function messageTemplate(message: MessageView, options: MessageOptions): TemplateResult {
  const user = message.role === 'user';
  return html`
    <article class=${message.role} data-message=${message.id} data-by=${message.by} ?data-interim=${message.interim}>
      ${user ? questionTemplate(message, options) : replyTemplate(message, options)}
    </article>
  `;
}

const caret = html`<span class="caret" aria-hidden="true"></span>`;

/** The user's own words, as they were said or typed. */
function questionTemplate(message: MessageView, options: MessageOptions): TemplateResult {
  if (options.editing) {
    const edited = (event: Event) => {
      if (event instanceof QuestionEditedEvent) options.onEdited(message, event.text);
    };
    return html`<sotto-question-editor .text=${message.text} @sotto-question-edited=${edited}></sotto-question-editor>`;
  }
  return html`
    <p class="text" dir="auto">
      <bdi class="visually-hidden">${conversationText().you}</bdi
      ><span class="said"
        >${message.text}${message.soft ? html`<span class="soft">${message.soft}</span>` : nothing}</span
      >${message.interim ? caret : nothing}
    </p>
    ${actionsTemplate(message, options)}
  `;
}

function replyTemplate(message: MessageView, options: MessageOptions): TemplateResult {
  const { text, soft, interim } = message;
  const tail = interim ? html`${soft ? html`<span class="soft">${soft}</span>` : nothing}${caret}` : nothing;
  return html`
    <div class="text">
      <span class="visually-hidden">${conversationText().sotto}</span>
      <div class="said rich">${guard([text, soft, interim], () => richText(text, interim, tail))}</div>
    </div>
    ${interim ? nothing : html`<div class="under">${metaTemplate(message)}${actionsTemplate(message, options)}</div>`}
  `;
}

/** Nothing can be done yet with what is still being said, and nothing with words of no exchange. */
function actionsTemplate(message: MessageView, { usable, onEdit }: MessageOptions): TemplateResult | typeof nothing {
  if (message.interim || message.turnId === '') return nothing;
  const edit = (event: Event) => {
    if (event instanceof EditQuestionEvent) onEdit(message);
  };
  return html`<sotto-message-actions .message=${message} .usable=${usable} @sotto-edit-question=${edit}></sotto-message-actions>`;
}

/** The small line under a reply: how long it took, who answered, whether it was stopped. */
function metaTemplate(message: MessageView): TemplateResult {
  const words = conversationText();
  const { hidden, shown } = message.by === 'skill' ? words.bySkill(message.skill) : words.byModel;
  const notes = html`
    <span class="note by"><span class="visually-hidden">${hidden}</span>${shown}</span>
    ${message.interrupted ? html`<span class="note stopped">${words.stopped}</span>` : nothing}
  `;
  return message.latency
    ? html`<sotto-latency class="meta" .view=${message.latency}>${notes}</sotto-latency>`
    : html`<div class="meta plain">${notes}</div>`;
}
