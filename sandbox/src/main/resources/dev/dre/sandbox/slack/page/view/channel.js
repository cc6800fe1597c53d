import { h } from './dom.js';
import { composer } from './composer.js';
import { icon } from './icons.js';
import { messageList } from './message-list.js';
import { scroller, toEnd } from './scroll.js';

export function channelPane(app) {
  const { store } = app;
  const { room } = store;
  const { channel } = room;
  return h(
    'main',
    { class: 'pane channel', key: `channel ${channel.id}`, 'aria-label': `Channel ${channel.name}` },
    h(
      'header',
      { class: 'pane-head' },
      h('h1', { class: 'pane-title' }, h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'), channel.name),
      h('span', { class: 'pane-topic' }, channel.topic),
      !channel.has_bot && h('button', { class: 'button plain small', onclick: () => app.deeds.say(`/invite @${store.team.bot.name}`) }, `Add ${store.team.bot.name} to this channel`),
    ),
    scroller({ key: 'list', label: `Messages in ${channel.name}`, onEnd: (atEnd) => onEnd(store, atEnd) }, beginning(channel), messageList(app, room.list(), { where: 'channel', newAfter: room.newAfter })),
    h(
      'div',
      { class: 'below' },
      !store.atEnd && h('button', { class: 'to-end', key: 'to-end', onclick: (event) => toEnd(event.currentTarget.closest('.pane')) }, icon('down'), store.unread(room).length ? 'New messages' : 'Latest'),
      composer(app, { where: 'channel', threadTs: null, placeholder: `Message #${channel.name}` }),
    ),
  );
}

function beginning(channel) {
  return h('div', { class: 'beginning' }, h('p', { class: 'beginning-title' }, `# ${channel.name}`), h('p', {}, `${channel.topic}. This is where it begins.`));
}

function onEnd(store, atEnd) {
  if (store.atEnd !== atEnd) {
    store.change((s) => {
      s.atEnd = atEnd;
      s.markRead();
    });
  }
}
