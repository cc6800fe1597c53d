import { dayKey, dayLabel, momentOf } from '../text/dates.js';
import { h } from './dom.js';
import { message } from './message.js';

/** Messages of one author in a row, this close together, share one head. */
const TOGETHER = 5 * 60 * 1000;

/** Drawn once for each version of a message: a long channel costs nothing when one card changes. */
const drawn = { channel: new WeakMap(), thread: new WeakMap() };

/** `messages` with their days; `newAfter` is where the line “New” stands, `root` the first message of a thread. */
export function messageList(app, messages, { where, newAfter = null, root = null }) {
  const rows = [];
  let before = null;
  let isNew = newAfter === null;
  const today = dayKey(new Date());
  for (const one of messages) {
    const day = dayKey(momentOf(one.ts));
    const newDay = !before || dayKey(momentOf(before.ts)) !== day;
    if (newDay && !root) {
      rows.push(h('div', { class: 'day', key: `day ${day}`, role: 'separator' }, h('span', {}, dayLabel(momentOf(one.ts)))));
    }
    if (!isNew && one.ts > newAfter && !one.ephemeral) {
      rows.push(h('div', { class: 'new-line', key: 'new', role: 'separator' }, h('span', {}, 'New')));
      isNew = true;
      before = null;
    }
    const together = !newDay && before && before.ts !== root && goTogether(before, one);
    rows.push(cached(app, one, { where, together, isRoot: one.ts === root, today }));
    if (one.ts === root) {
      const replies = messages.filter((m) => m.ts !== root && !m.ephemeral).length;
      rows.push(h('div', { class: 'replies-line', key: 'replies', role: 'separator' }, h('span', {}, replies === 0 ? 'No replies yet' : replies === 1 ? '1 reply' : `${replies} replies`)));
    }
    before = one;
  }
  return h('div', { class: 'messages', key: 'messages', role: 'log', 'aria-live': 'off' }, rows);
}

function cached(app, one, place) {
  const key = `${app.store.me.id} ${JSON.stringify(place)} ${place.where === 'channel' && app.store.room.hasNewReplies(one)} ${place.where === 'channel' && app.store.threadTs === one.ts}`;
  const known = drawn[place.where].get(one);
  if (known?.key === key) {
    return known.node;
  }
  const node = message(app, one, place);
  drawn[place.where].set(one, { key, node });
  return node;
}

function goTogether(before, one) {
  return before.author.id === one.author.id && Boolean(before.ephemeral) === Boolean(one.ephemeral) && momentOf(one.ts) - momentOf(before.ts) < TOGETHER && one.subtype !== 'thread_broadcast';
}
