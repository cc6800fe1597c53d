import { blocks } from '../blocks/blocks.js';
import { clock, fullDate, momentOf, shortMoment } from '../text/dates.js';
import { mrkdwn } from '../text/mrkdwn.js';
import { avatar } from './avatar.js';
import { h } from './dom.js';
import { files } from './files.js';
import { icon } from './icons.js';

/**
 * One message.
 *
 * @param place `where` (channel or thread), `together` (no head of its own), `isRoot` (of the open thread)
 */
export function message(app, one, { where, together, isRoot }) {
  const { store } = app;
  const date = momentOf(one.ts);
  const inChannel = where === 'channel';
  const classes = [
    'message',
    together && 'together',
    one.ephemeral && 'ephemeral',
    inChannel && store.threadTs === one.ts && 'open',
    isRoot && 'root',
  ]
    .filter(Boolean)
    .join(' ');
  return h(
    'article',
    {
      class: classes,
      key: one.ts,
      'data-ts': one.ts,
      'aria-label': `${one.author.name}, ${clock(date)}${one.ephemeral ? ', only visible to you' : ''}`,
    },
    one.ephemeral && !together && h('div', { class: 'only-you' }, icon('eye'), 'Only visible to you'),
    h(
      'div',
      { class: 'message-row' },
      together
        ? h('time', { class: 'gutter-time', datetime: date.toISOString(), title: fullDate(date) }, clock(date))
        : avatar(one.author, store.team.people),
      h(
        'div',
        { class: 'message-main' },
        !together && head(one, date),
        one.subtype === 'thread_broadcast' && inChannel && broadcast(store, one),
        body(app, one, where),
        attachments(app, one, where),
        files(app, one),
        inChannel && one.reply_count > 0 && replies(app, one),
      ),
    ),
    inChannel &&
      !one.ephemeral &&
      h(
        'div',
        { class: 'message-tools' },
        h(
          'button',
          {
            class: 'icon-button',
            title: 'Reply in thread',
            'aria-label': `Reply in thread to ${one.author.name}, ${clock(date)}`,
            onclick: () => app.deeds.openThread(one.thread_ts ?? one.ts),
          },
          icon('reply'),
        ),
      ),
  );
}

function head(one, date) {
  return h(
    'div',
    { class: 'message-head' },
    h('span', { class: 'author' }, one.author.name),
    one.author.bot && h('span', { class: 'badge' }, 'app'),
    h('time', { datetime: date.toISOString(), title: fullDate(date) }, clock(date)),
  );
}

function body(app, one, where) {
  const { names } = app.store;
  const edited = one.edited && h('span', { class: 'edited' }, ' (edited)');
  if (!one.blocks?.length && !one.text && one.files?.length) {
    return null;
  }
  if (!one.blocks?.length) {
    return h('div', { class: 'message-text' }, one.plain ? one.text : mrkdwn(one.text ?? '', names), edited);
  }
  return h('div', { class: 'message-blocks' }, blocks(one.blocks, surface(app, one, where)), edited);
}

/** The old way to say more, with a bar at the side. */
function attachments(app, one, where) {
  const { names } = app.store;
  return (one.attachments ?? []).map((part, index) =>
    h(
      'blockquote',
      { class: 'attachment', key: `attachment ${index}` },
      part.blocks
        ? blocks(part.blocks, surface(app, one, where))
        : mrkdwn(
            [part.pretext, part.title && `*${part.title}*`, part.text ?? part.fallback].filter(Boolean).join('\n'),
            names,
          ),
    ),
  );
}

function surface(app, one, where) {
  const { store, deeds } = app;
  return {
    id: `${where}-${one.ts}`,
    names: store.names,
    act: (block, element, value) => deeds.useInMessage(one, block, element, value),
    stateOf: (element) => store.useOf(one.ts, element),
  };
}

function broadcast(store, one) {
  const root = store.room.messages.get(one.thread_ts);
  return h(
    'a',
    { class: 'broadcast', href: `#/${store.room.channel.name}/${one.thread_ts}` },
    'replied to a thread',
    root ? `: ${(root.text ?? '').slice(0, 80)}` : '',
  );
}

function replies(app, one) {
  const { store } = app;
  const fresh = store.room.hasNewReplies(one);
  const users = (one.reply_users ?? [])
    .slice(0, 4)
    .map((id) => (id === store.team.bot.id ? { id, bot: true } : { id, name: store.names.user(id) ?? id }));
  return h(
    'button',
    { class: `replies${fresh ? ' fresh' : ''}`, onclick: () => app.deeds.openThread(one.ts) },
    users.map((user) => avatar(user, store.team.people, 'tiny')),
    h('span', { class: 'reply-count' }, one.reply_count === 1 ? '1 reply' : `${one.reply_count} replies`),
    fresh && h('span', { class: 'fresh-mark' }, 'new'),
    h('span', { class: 'last-reply' }, `last reply ${shortMoment(momentOf(one.latest_reply))}`),
  );
}
