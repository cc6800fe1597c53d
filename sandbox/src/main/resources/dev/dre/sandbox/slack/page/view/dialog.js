/* Dialogs that an app opens, and the question that a button asks before it acts. Both are native: the rest of the page is out of reach. */
import { blocks } from '../blocks/blocks.js';
import { valuesIn } from '../blocks/fields.js';
import { text } from '../blocks/text-object.js';
import { h } from './dom.js';
import { icon } from './icons.js';

const FIELDS = 'input, textarea, select';

export function dialog(app) {
  const { store, deeds } = app;
  const { view } = store;
  const { pending, errors, problem } = store.dialog;
  const close = () => deeds.closeDialog(view);
  const submitText = view.submit ? view.submit.text : null;
  return h(
    'dialog',
    { class: 'dialog', key: `view ${view.id}`, 'aria-labelledby': 'dialog-title', 'data-view': view.id, ref: show, oncancel: (event) => (event.preventDefault(), close()) },
    h(
      'form',
      { method: 'dialog', novalidate: true, onsubmit: (event) => submit(app, event), onkeydown: submitWithControl },
      h(
        'header',
        { class: 'dialog-head' },
        view.previous_view_id && h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Back', onclick: close }, icon('back')),
        h('h2', { id: 'dialog-title', tabindex: -1 }, view.title.text),
        h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close }, icon('close')),
      ),
      h('div', { class: 'dialog-body', 'aria-busy': Boolean(pending) }, problem && h('div', { class: 'alert error', role: 'alert' }, icon('warning'), problem), blocks(view.blocks, surface(app, view, errors))),
      h(
        'footer',
        { class: 'dialog-foot' },
        h('button', { type: 'button', class: 'button plain', onclick: close }, view.close?.text ?? (submitText ? 'Cancel' : 'Close')),
        submitText && h('button', { type: 'submit', class: `button primary${pending ? ' pending' : ''}`, 'aria-busy': Boolean(pending), 'aria-disabled': Boolean(pending) }, h('span', { class: 'button-label' }, submitText), pending && h('span', { class: 'spinner', 'aria-hidden': 'true' })),
      ),
    ),
  );
}

export function confirmDialog(app) {
  const { texts } = app.store.confirm;
  const { names } = app.store;
  const answer = (yes) => app.deeds.answerConfirm(yes);
  return h(
    'dialog',
    { class: 'dialog confirm', key: 'confirm', role: 'alertdialog', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text', ref: show, oncancel: (event) => (event.preventDefault(), answer(false)) },
    h('header', { class: 'dialog-head' }, h('h2', { id: 'confirm-title', tabindex: -1 }, text(texts.title, names))),
    h('div', { class: 'dialog-body', id: 'confirm-text' }, text(texts.text, names)),
    h(
      'footer',
      { class: 'dialog-foot' },
      h('button', { type: 'button', class: 'button plain', onclick: () => answer(false) }, text(texts.deny, names) ?? 'Cancel'),
      h('button', { type: 'button', class: `button ${texts.style === 'danger' ? 'danger' : 'primary'}`, onclick: () => answer(true) }, text(texts.confirm, names) ?? 'Yes'),
    ),
  );
}

/** After each drawing: the focus goes to the first field as soon as there is one, and to what is wrong. */
export function settleDialog(app) {
  const open = document.querySelector('dialog[data-view]');
  if (!open?.open) {
    return;
  }
  const { errors } = app.store.dialog;
  if (errors && open.errorsSeen !== errors) {
    open.querySelector(`.field.wrong :is(${FIELDS})`)?.focus();
  } else if (document.activeElement === open || document.activeElement?.id === 'dialog-title') {
    (open.querySelector('[autofocus]') ?? open.querySelector(`.dialog-body :is(${FIELDS})`))?.focus();
  }
  open.errorsSeen = errors;
}

function surface(app, view, errors) {
  const { store, deeds } = app;
  return {
    id: view.id,
    names: store.names,
    errors,
    act: (block, element, value) => deeds.useInDialog(view, block, element, value, valuesIn(view.blocks, document.querySelector(`dialog[data-view="${view.id}"]`))),
    stateOf: (block, element) => store.useOf(view.id, block, element),
  };
}

function submit(app, event) {
  event.preventDefault();
  const { view, dialog: state } = app.store;
  if (!state.pending && view.submit) {
    app.deeds.submit(view, valuesIn(view.blocks, event.target));
  }
}

/** In a field of several lines Enter begins a new one. */
function submitWithControl(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }
}

function show(element) {
  const opener = document.activeElement;
  queueMicrotask(() => {
    element.showModal();
    // Not a button: Enter must not decide anything that nobody has read.
    element.querySelector('h2').focus();
  });
  const gone = new MutationObserver(() => {
    if (!element.isConnected) {
      gone.disconnect();
      opener?.isConnected && opener.focus({ preventScroll: true });
    }
  });
  gone.observe(document.getElementById('app'), { childList: true, subtree: true });
}
