import { h } from './dom.js';
import { icon } from './icons.js';
import { suggestionList, suggest, steer } from './suggestions.js';

/** Where people type. `place`: `where` it is, its `threadTs`, a `placeholder`. */
export function composer(app, place) {
  const { store } = app;
  const draftKey = `${store.channelId} ${place.threadTs ?? ''}`;
  const open = store.suggestions?.where === place.where ? store.suggestions : null;
  const id = `composer-${place.where}`;
  return h(
    'form',
    { class: 'composer', key: `composer ${draftKey}`, onsubmit: (event) => send(app, place, event, draftKey) },
    open && suggestionList(app, open, id),
    h('textarea', {
      id,
      rows: 1,
      placeholder: place.placeholder,
      'aria-label': place.placeholder.replace(' …', ' in thread'),
      'aria-controls': open ? `${id}-suggestions` : undefined,
      'aria-activedescendant': open && open.index >= 0 ? `${id}-suggestion-${open.index}` : undefined,
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      spellcheck: 'false',
      initialValue: store.drafts.get(draftKey) ?? '',
      ref: (field) => queueMicrotask(() => grow(field)),
      oninput: (event) => {
        store.drafts.set(draftKey, event.target.value);
        grow(event.target);
        suggest(app, place, event.target);
      },
      onblur: () => store.suggestions && store.change((s) => (s.suggestions = null)),
      onkeydown: (event) => press(app, place, event),
    }),
    h(
      'div',
      { class: 'composer-foot' },
      h('span', { class: 'composer-hint' }, h('kbd', {}, 'Enter'), ' sends · ', h('kbd', {}, 'Shift'), ' + ', h('kbd', {}, 'Enter'), ' new line', place.where === 'channel' && [' · ', h('kbd', {}, '/'), ' commands']),
      h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send')),
    ),
  );
}

function press(app, place, event) {
  if (event.isComposing) {
    return;
  }
  if (app.store.suggestions?.where === place.where && steer(app, event)) {
    event.preventDefault();
    return;
  }
  if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
}

async function send(app, place, event, draftKey) {
  event.preventDefault();
  const field = event.target.querySelector('textarea');
  const text = field.value.trim();
  if (!text) {
    return;
  }
  put(app, field, draftKey, '');
  app.store.change((s) => (s.suggestions = null));
  const sent = await app.deeds.say(text, place.threadTs);
  // What could not be sent is given back, unless something else was typed since.
  if (!sent && field.value === '') {
    put(app, field, draftKey, text);
  }
}

function put(app, field, draftKey, text) {
  field.value = text;
  app.store.drafts.set(draftKey, text);
  grow(field);
}

function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}

