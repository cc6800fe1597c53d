import { h } from './dom.js';
import { avatar } from './avatar.js';

export function sidebar(app) {
  const { store } = app;
  return h(
    'nav',
    { class: 'sidebar', key: 'sidebar', 'aria-label': 'Workspace' },
    h('h2', { class: 'sidebar-title', id: 'channels-title' }, 'Channels'),
    h('ul', { 'aria-labelledby': 'channels-title' }, [...store.rooms.values()].map((room) => channelItem(app, room))),
    h('h2', { class: 'sidebar-title', id: 'apps-title' }, 'Apps'),
    h('ul', { 'aria-labelledby': 'apps-title' }, h('li', { class: 'sidebar-app' }, avatar({ bot: true }, [], 'tiny'), h('span', {}, store.team.bot.name), h('code', {}, store.team.bot.command))),
    h('p', { class: 'sidebar-note' }, 'A stand-in for Slack on this machine. Open a second tab to be two people at once.'),
  );
}

function channelItem(app, room) {
  const { store } = app;
  const { channel } = room;
  const current = channel.id === store.channelId;
  const unread = store.unread(room);
  const mentions = unread.filter((message) => store.mentionsMe(message)).length;
  return h(
    'li',
    { key: channel.id },
    h(
      'a',
      { href: `#/${channel.name}`, class: `channel-link${current ? ' current' : ''}${unread.length ? ' unread' : ''}`, 'aria-current': current ? 'page' : undefined, onclick: () => store.change((s) => (s.sidebarOpen = false)) },
      h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
      h('span', { class: 'channel-name' }, channel.name),
      unread.length > 0 && h('span', { class: mentions ? 'count mentions' : 'count' }, String(mentions || unread.length), h('span', { class: 'unseen' }, mentions ? ' mentions' : ' unread')),
    ),
  );
}
