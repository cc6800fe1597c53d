import { h } from '../view/dom.js';

/** What a link may lead to; anything else (javascript:, data:) stays text. */
const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const MESSAGE = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/;

/** A link to `url` that reads `label`; a link to a message of this workspace leads to it here. */
export function link(url, label, names) {
  const target = targetOf(url);
  if (!target) {
    return label;
  }
  const here = placeOf(target, names);
  return here ? h('a', { class: 'link', href: here }, label) : h('a', { class: 'link', href: target.href, target: '_blank', rel: 'noopener noreferrer' }, label);
}

function targetOf(url) {
  try {
    const target = new URL(url);
    return ALLOWED.has(target.protocol) ? target : null;
  } catch {
    return null;
  }
}

function placeOf(target, names) {
  const [, channelId, seconds, rest] = MESSAGE.exec(target.pathname) ?? [];
  const channel = channelId && names.channel(channelId);
  if (!channel) {
    return null;
  }
  return `#/${channel}/${target.searchParams.get('thread_ts') ?? `${seconds}.${rest}`}`;
}
