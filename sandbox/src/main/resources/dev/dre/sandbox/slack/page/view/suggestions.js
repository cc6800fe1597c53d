/* What can follow a “/” or an “@” in the composer. */
import { h } from './dom.js';
import { avatar } from './avatar.js';

const INVITE = { text: '/invite', usage: '@name', about: 'Add somebody to this channel' };

/** Looks at what stands before the cursor, and offers what it could become. */
export function suggest(app, place, field) {
  const { store } = app;
  const before = field.value.slice(0, field.selectionStart);
  const found = commandsFor(store, place, before) ?? mentionsFor(store, before);
  const items = found?.items ?? [];
  if (items.length > 0 || store.suggestions) {
    store.change((s) => (s.suggestions = items.length > 0 ? { where: place.where, field, items, index: found.passive ? -1 : 0, from: found.from } : null));
  }
}

/** Takes the keys that move in the list; says whether it took this one. */
export function steer(app, event) {
  const { store } = app;
  const open = store.suggestions;
  const move = (by) => store.change(() => (open.index = (open.index + by + open.items.length) % open.items.length));
  switch (event.key) {
    case 'ArrowDown':
      return open.index >= 0 && (move(1), true);
    case 'ArrowUp':
      return open.index >= 0 && (move(-1), true);
    case 'Escape':
      store.change((s) => (s.suggestions = null));
      return true;
    case 'Tab':
    case 'Enter':
      return !event.shiftKey && open.index >= 0 && (complete(app, open.items[open.index]), true);
    default:
      return false;
  }
}

export function suggestionList(app, open, id) {
  return h(
    'div',
    { class: 'suggestions', id: `${id}-suggestions`, role: 'listbox', 'aria-label': 'Suggestions' },
    open.items.map((item, index) =>
      h(
        'div',
        {
          class: `suggestion${index === open.index ? ' chosen' : ''}`,
          id: `${id}-suggestion-${index}`,
          key: item.text,
          role: 'option',
          'aria-selected': String(index === open.index),
          // Before the field loses the focus, and with it this list.
          onmousedown: (event) => {
            event.preventDefault();
            complete(app, item);
          },
        },
        item.author && avatar(item.author, app.store.team.people, 'tiny'),
        h('span', { class: 'suggestion-text' }, item.text, item.usage && h('span', { class: 'usage' }, ` ${item.usage}`)),
        h('span', { class: 'about' }, item.about),
      ),
    ),
  );
}

function complete(app, item) {
  const { field, from } = app.store.suggestions;
  field.setRangeText(`${item.text} `, from, field.selectionStart, 'end');
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function commandsFor(store, place, before) {
  const typed = /^\/(\S*)( ?)/.exec(before);
  if (!typed || before.includes('\n')) {
    return null;
  }
  const own = { text: store.team.bot.command, usage: '[runbook] [arguments] · help · list · show [operation]', about: place.where === 'thread' ? 'Not in threads: type it in the channel' : `Run and follow runbooks with ${store.team.bot.name}` };
  const all = place.where === 'thread' ? [own] : [own, INVITE];
  const complete = all.some((item) => item.text === `/${typed[1]}`);
  // A whole command is only explained: Enter sends it.
  return { items: all.filter((item) => (typed[2] || complete ? item.text === `/${typed[1]}` : item.text.startsWith(`/${typed[1]}`))), passive: complete || Boolean(typed[2]), from: 0 };
}

function mentionsFor(store, before) {
  const typed = /(?:^|\s)@([a-z0-9._-]*)$/.exec(before);
  if (!typed) {
    return null;
  }
  const { people, bot, groups } = store.team;
  const all = [
    ...people.map((one) => ({ text: `@${one.name}`, about: one.real_name, author: one })),
    { text: `@${bot.name}`, about: 'app', author: { ...bot, bot: true } },
    ...groups.filter((group) => group.handle !== bot.name).map((group) => ({ text: `@${group.handle}`, about: group.name })),
  ];
  return { items: all.filter((item) => item.text.startsWith(`@${typed[1]}`)), passive: false, from: before.length - typed[1].length - 1 };
}
