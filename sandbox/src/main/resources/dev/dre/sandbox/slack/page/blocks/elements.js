/* What can be used in a message or dialog at once: buttons and menus. */
import { h } from '../view/dom.js';
import { icon } from '../view/icons.js';
import { field, valueOf } from './fields.js';
import { text } from './text-object.js';

/** An element with its state: pressed until the app has answered, and what went wrong when it did not. */
export function element(block, one, surface) {
  const state = surface.stateOf(block, one);
  const drawn = one.type === 'button' ? button(block, one, surface, state) : one.type === 'overflow' ? overflow(block, one, surface) : menu(block, one, surface);
  return h('span', { class: 'element', key: one.action_id }, drawn, state?.error && h('span', { class: 'trouble', role: 'alert' }, icon('warning'), state.error));
}

function button(block, one, surface, state) {
  const pending = state?.pending === true;
  const style = ['primary', 'danger'].includes(one.style) ? one.style : 'plain';
  return h(
    'button',
    {
      type: 'button',
      class: `button ${style}${pending ? ' pending' : ''}`,
      'data-action': one.action_id,
      'aria-busy': pending,
      // Disabled would lose the focus; what is pending ignores clicks instead.
      'aria-disabled': pending,
      'aria-label': one.accessibility_label,
      onclick: () => {
        if (!pending) {
          surface.act(block, one, undefined);
          if (one.url && /^https?:/.test(one.url)) {
            window.open(one.url, '_blank', 'noopener');
          }
        }
      },
    },
    h('span', { class: 'button-label' }, text(one.text, surface.names)),
    pending && h('span', { class: 'spinner', 'aria-hidden': 'true' }),
  );
}

function menu(block, one, surface) {
  return h('span', { class: 'menu', onchange: (event) => surface.act(block, one, valueOf(one, event.currentTarget)) }, field(one, surface, { id: `${surface.id}-${one.action_id}`, label: one.placeholder?.text ?? one.action_id }));
}

function overflow(block, one, surface) {
  const choose = (event, option) => {
    event.currentTarget.closest('details').open = false;
    surface.act(block, one, option.value);
  };
  return h(
    'details',
    { class: 'overflow' },
    h('summary', { class: 'button plain', 'aria-label': 'More' }, '⋯'),
    h('div', { class: 'popup' }, (one.options ?? []).map((option) => h('button', { type: 'button', key: option.value, onclick: (event) => choose(event, option) }, text(option.text, surface.names)))),
  );
}
