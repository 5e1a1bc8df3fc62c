/** One setting: its name, what it means, what it is, and the way back to its default. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { words } from '../text/settings/words';
import { type ControlView, type FieldView, type SettingsIntent, SettingsIntentEvent } from './settings-view';
import { automaticWords, choiceWords, numberWords } from './value-words';

type Fire = (intent: SettingsIntent) => void;
type Kind<K extends ControlView['kind']> = Extract<ControlView, { kind: K }>;

/** Fires from the element that the event comes from. */
export function firing(target: EventTarget): Fire {
  return (intent) => target.dispatchEvent(new SettingsIntentEvent(intent));
}

export function fieldRow(field: FieldView, fire: Fire): TemplateResult {
  const { key, control, changed, absent } = field;
  const text = words();
  const { title, about } = text.fields[key];
  const several = control.kind === 'radio' || control.kind === 'addresses';
  const name = html`<span class="title" id="title-${key}">${title}</span>`;
  const meaning = html`<span class="about" id="about-${key}">${absent ? text.absent : about}</span>`;
  const controlOf = absent ? nothing : controlTemplate(field, fire);
  return html`
    <div
      class="field ${control.kind} ${absent ? 'absent' : ''}"
      id="field-${key}"
      role=${several ? 'group' : nothing}
      aria-labelledby=${several ? `title-${key}` : nothing}
      aria-describedby=${several ? `about-${key}` : nothing}
    >
      <div class="words">${name}${meaning}</div>
      <div class="control">${controlOf}</div>
      <div class="way-back">
        ${
          changed && !absent
            ? html`<button
                class="reset"
                type="button"
                aria-label=${text.resetName(title)}
                @click=${(event: Event) => {
                  keepPlace(event);
                  fire({ kind: 'reset', key });
                }}
              >
                ${text.reset}
              </button>`
            : nothing
        }
      </div>
    </div>
  `;
}

/** The button goes away with what it did: the keyboard goes to the control beside it. */
function keepPlace(event: Event): void {
  if (!(event.currentTarget instanceof Element)) return;
  const field = event.currentTarget.closest('.field');
  field?.querySelector<HTMLElement>('.control :is(input:checked, input:not([type=radio]), select, button)')?.focus();
}

function controlTemplate({ key, control }: FieldView, fire: Fire): TemplateResult {
  switch (control.kind) {
    case 'switch':
      return html`<input
        type="checkbox"
        role="switch"
        aria-labelledby="title-${key}"
        aria-describedby="about-${key}"
        .checked=${live(control.on)}
        @change=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) fire({ kind: 'set', key, value: event.target.checked });
        }}
      />`;
    case 'radio':
      return radios(key, control, fire);
    case 'select':
      return select(key, control, fire);
    case 'range':
      return range(key, control, fire);
    case 'address':
      return address(key, control, fire);
    case 'addresses':
      return addresses(key, control, fire);
  }
}

function radios(key: FieldView['key'], { value, values }: Kind<'radio'>, fire: Fire): TemplateResult {
  const terse = values.every((each) => choiceWords(key, each).about === '');
  return html`<div class="choices ${terse ? 'terse' : ''}">
    ${values.map((each) => {
      const { title, about } = choiceWords(key, each);
      return html`<label>
        <input
          type="radio"
          name=${key}
          value=${each}
          aria-describedby=${about ? `${key}-${each}` : nothing}
          .checked=${live(each === value)}
          @change=${() => fire({ kind: 'set', key, value: each })}
        />
        <span class="choice">${title}</span>
        ${about ? html`<span class="meaning" id="${key}-${each}">${about}</span>` : nothing}
      </label>`;
    })}
  </div>`;
}

function select(key: FieldView['key'], { value, automatic, options }: Kind<'select'>, fire: Fire): TemplateResult {
  const known = value === automatic || options.some((option) => option.value === value);
  const all = [
    { value: automatic, label: automaticWords(key) },
    ...options.filter((option) => option.value !== automatic),
    ...(known ? [] : [{ value, label: words().elsewhere }]),
  ];
  const pick = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) fire({ kind: 'set', key, value: event.target.value });
  };
  return html`<select aria-labelledby="title-${key}" aria-describedby="about-${key}" @change=${pick}>
    ${all.map((option) => html`<option value=${option.value} .selected=${live(option.value === value)}>${option.label}</option>`)}
  </select>`;
}

function range(key: FieldView['key'], control: Kind<'range'>, fire: Fire): TemplateResult {
  const { value, min, max, step, unit } = control;
  const moved = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const shown = numberWords(event.target.valueAsNumber, unit);
    event.target.setAttribute('aria-valuetext', shown);
    if (event.target.nextElementSibling) event.target.nextElementSibling.textContent = shown;
  };
  const set = (event: Event) => {
    if (event.target instanceof HTMLInputElement) fire({ kind: 'set', key, value: round(event.target.valueAsNumber) });
  };
  return html`<input
      type="range"
      min=${min}
      max=${max}
      step=${step}
      aria-labelledby="title-${key}"
      aria-describedby="about-${key}"
      aria-valuetext=${numberWords(value, unit)}
      .value=${live(String(value))}
      @input=${moved}
      @change=${set}
    /><output .textContent=${live(numberWords(value, unit))}></output>`;
}

/** Steps of a twentieth add up to 0.15000000000000002. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function address(key: FieldView['key'], { value, optional }: Kind<'address'>, fire: Fire): TemplateResult {
  const set = (event: Event) => {
    if (event.target instanceof HTMLInputElement) fire({ kind: 'set', key, value: event.target.value });
  };
  return html`<input
    type="url"
    inputmode="url"
    autocomplete="off"
    spellcheck="false"
    dir="ltr"
    placeholder="https://"
    ?required=${!optional}
    aria-labelledby="title-${key}"
    aria-describedby="about-${key}"
    .value=${live(value)}
    @change=${set}
  />`;
}

function addresses(key: FieldView['key'], { values }: Kind<'addresses'>, fire: Fire): TemplateResult {
  const text = words();
  const add = (event: Event) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const input = event.target.querySelector('input');
    if (!input?.value.trim()) return;
    fire({ kind: 'set', key, value: [...values, input.value.trim()] });
    input.value = '';
  };
  const remove = (value: string) => fire({ kind: 'set', key, value: values.filter((each) => each !== value) });
  return html`
    ${
      values.length === 0
        ? html`<p class="soft">${text.noAddresses}</p>`
        : html`<ul class="addresses">
            ${values.map(
              (value) => html`<li>
                <bdi dir="ltr">${value}</bdi>
                <button class="reset" type="button" aria-label=${text.remove(value)} @click=${() => remove(value)}>×</button>
              </li>`,
            )}
          </ul>`
    }
    <form class="add" @submit=${add}>
      <input
        type="text"
        inputmode="url"
        autocomplete="off"
        spellcheck="false"
        dir="ltr"
        placeholder="https://"
        aria-label=${text.addressLabel}
      />
      <button class="button" type="submit">${text.add}</button>
    </form>
  `;
}
