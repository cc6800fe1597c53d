import { h } from './dom.js';
import { composer } from './composer.js';
import { icon } from './icons.js';
import { messageList } from './message-list.js';
import { scroller } from './scroll.js';

export function threadPane(app) {
  const { store } = app;
  const { room, threadTs } = store;
  const messages = room.thread(threadTs);
  return h(
    'aside',
    { class: 'pane thread', key: `thread ${threadTs}`, 'aria-label': 'Thread', onkeydown: (event) => closeOnEscape(app, event) },
    h(
      'header',
      { class: 'pane-head' },
      h('h2', { class: 'pane-title' }, 'Thread'),
      h('span', { class: 'pane-topic' }, `#${room.channel.name}`),
      h('button', { class: 'icon-button', 'aria-label': 'Close thread', onclick: () => app.deeds.closeThread() }, icon('close')),
    ),
    scroller({ key: 'replies', label: 'Replies' }, messages.length ? messageList(app, messages, { where: 'thread', root: threadTs }) : h('p', { class: 'starting' }, 'This message is not here any more.')),
    h('div', { class: 'below' }, composer(app, { where: 'thread', threadTs, placeholder: 'Reply …' })),
  );
}

function closeOnEscape(app, event) {
  if (event.key === 'Escape' && !event.defaultPrevented && !event.target.closest('dialog')) {
    app.deeds.closeThread();
  }
}
