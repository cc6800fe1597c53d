/* What can be filled in. Fields hold what a person typed by themselves; it is read when it is sent. */
import { h } from '../view/dom.js';
import { text } from './text-object.js';

const HTML_TYPES = {
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};
const INITIAL = { datepicker: 'initial_date', timepicker: 'initial_time' };

export function inputBlock(block, surface) {
  const id = `${surface.id}-${block.block_id}`;
  const error = surface.errors?.[block.block_id];
  const hint = block.hint && h('div', { class: 'hint', id: `${id}-hint` }, text(block.hint, surface.names));
  const isGroup = ['checkboxes', 'radio_buttons'].includes(block.element.type);
  const label = [text(block.label, surface.names), block.optional && h('span', { class: 'optional' }, ' (optional)')];
  const description = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const act = block.dispatch_action
    ? { onchange: (event) => surface.act(block, block.element, valueOf(block.element, event.currentTarget)) }
    : {};
  return h(
    isGroup ? 'fieldset' : 'div',
    { class: error ? 'field wrong' : 'field', 'aria-describedby': isGroup ? description : undefined, ...act },
    isGroup ? h('legend', {}, label) : h('label', { for: id }, label),
    field(block.element, surface, { id, describedBy: description, wrong: Boolean(error), required: !block.optional }),
    error && h('div', { class: 'field-error', id: `${id}-error`, role: 'alert' }, error),
    hint,
  );
}

/** The field of an element. `place` says its id and what surrounds it. */
export function field(one, surface, place) {
  const common = {
    id: place.id,
    'data-field': one.action_id,
    'aria-label': place.label,
    'aria-describedby': place.describedBy,
    'aria-invalid': place.wrong ? 'true' : undefined,
    'aria-required': place.required ? 'true' : undefined,
    autofocus: one.focus_on_load === true,
  };
  const placeholder = one.placeholder?.text;
  switch (one.type) {
    case 'plain_text_input':
      return one.multiline
        ? h('textarea', {
            ...common,
            rows: 4,
            maxlength: one.max_length,
            placeholder,
            initialValue: one.initial_value ?? '',
          })
        : h('input', {
            ...common,
            type: 'text',
            maxlength: one.max_length,
            placeholder,
            autocomplete: 'off',
            initialValue: one.initial_value ?? '',
          });
    case 'radio_buttons':
      return choices(one, surface, common, 'radio', one.initial_option ? [one.initial_option] : []);
    case 'checkboxes':
      return choices(one, surface, common, 'checkbox', one.initial_options ?? []);
    case 'number_input':
      // Plain text, so that what is no number is told at the field and not swallowed by the browser.
      return h('input', {
        ...common,
        type: 'text',
        inputmode: one.is_decimal_allowed ? 'decimal' : 'numeric',
        placeholder,
        autocomplete: 'off',
        initialValue: one.initial_value ?? '',
      });
    case 'email_text_input':
    case 'url_text_input':
    case 'datepicker':
    case 'timepicker':
      return h('input', {
        ...common,
        type: HTML_TYPES[one.type],
        placeholder,
        initialValue: one[INITIAL[one.type] ?? 'initial_value'] ?? '',
      });
    case 'datetimepicker':
      return h('input', {
        ...common,
        type: 'datetime-local',
        initialValue: one.initial_date_time ? localMinute(one.initial_date_time) : '',
      });
    default:
      return one.type.includes('select')
        ? select(one, surface, common, placeholder)
        : h('p', { class: 'unknown-block' }, `This page does not draw fields of type “${one.type}”.`);
  }
}

/** What the field within `container` holds, as the people interface wants it. */
export function valueOf(one, container) {
  const fields = [...container.querySelectorAll('[data-field]')].filter((f) => f.dataset.field === one.action_id);
  switch (one.type) {
    case 'checkboxes':
      return fields.filter((f) => f.checked).map((f) => f.value);
    case 'radio_buttons':
      return fields.find((f) => f.checked)?.value;
    case 'datetimepicker':
      return fields[0]?.value ? Math.floor(new Date(fields[0].value).getTime() / 1000) : '';
    default:
      return one.type.startsWith('multi_')
        ? [...(fields[0]?.selectedOptions ?? [])].map((o) => o.value)
        : fields[0]?.value;
  }
}

/** What all fields within `root` hold: `{block: {action: value}}`. */
export function valuesIn(list, root) {
  const values = {};
  for (const block of list) {
    const container = [...root.querySelectorAll('[data-block]')].find((b) => b.dataset.block === block.block_id);
    for (const one of [block.element, block.accessory, ...(block.type === 'actions' ? block.elements : [])]) {
      if (container && one?.action_id && !['button', 'overflow'].includes(one.type)) {
        const value = valueOf(one, container);
        if (value !== undefined) {
          values[block.block_id] = { ...values[block.block_id], [one.action_id]: value };
        }
      }
    }
  }
  return values;
}

function choices(one, surface, common, type, initial) {
  return h(
    'div',
    { class: 'choices', id: common.id },
    (one.options ?? []).map((option, index) =>
      h(
        'label',
        { class: 'choice', key: option.value },
        h('input', {
          type,
          name: common.id,
          value: option.value,
          'data-field': one.action_id,
          initialChecked: initial.some((i) => i.value === option.value),
          autofocus: common.autofocus && index === 0,
        }),
        h(
          'span',
          {},
          text(option.text, surface.names),
          option.description && h('small', {}, text(option.description, surface.names)),
        ),
      ),
    ),
  );
}

function select(one, surface, common, placeholder) {
  const several = one.type.startsWith('multi_');
  const initial = new Set(initialOf(one));
  const drawn = (option) =>
    h('option', { value: option.value, key: option.value, selected: initial.has(option.value) }, option.text.text);
  const listed = one.option_groups
    ? one.option_groups.map((group) => h('optgroup', { label: group.label.text }, group.options.map(drawn)))
    : (one.options ?? accounts(one.type, surface.names)).map(drawn);
  return h(
    'select',
    { ...common, multiple: several, class: several ? '' : 'single' },
    !several && h('option', { value: '', key: '', selected: initial.size === 0 }, placeholder ?? 'Choose …'),
    listed,
  );
}

function initialOf(one) {
  const options = [one.initial_option, ...(one.initial_options ?? [])].filter(Boolean).map((o) => o.value);
  const ids = ['user', 'channel', 'conversation'].flatMap((kind) => [
    one[`initial_${kind}`],
    ...(one[`initial_${kind}s`] ?? []),
  ]);
  return [...options, ...ids.filter(Boolean)];
}

function accounts(type, names) {
  const all = type.includes('users') ? names.allPeople() : names.allChannels();
  return all.map(({ id, label }) => ({ value: id, text: { text: label } }));
}

function localMinute(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
