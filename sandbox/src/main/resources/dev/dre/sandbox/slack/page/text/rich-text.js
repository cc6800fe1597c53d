/* The `rich_text` block: sections, lists, quotes, preformatted text. */
import { h } from '../view/dom.js';
import { formatted } from './dates.js';
import { emoji } from './emoji.js';
import { link } from './links.js';

export function richText(block, names) {
  return (block.elements ?? []).map((part) => {
    switch (part.type) {
      case 'rich_text_list': {
        const items = (part.elements ?? []).map((item) => h('li', {}, pieces(item, names)));
        const level = { class: `indent-${Math.min(part.indent ?? 0, 5)}` };
        return part.style === 'ordered' ? h('ol', { ...level, start: (part.offset ?? 0) + 1 }, items) : h('ul', level, items);
      }
      case 'rich_text_quote':
        return h('blockquote', {}, pieces(part, names));
      case 'rich_text_preformatted':
        return h('pre', { class: 'code-block' }, pieces(part, names));
      default:
        return h('div', {}, pieces(part, names));
    }
  });
}

function pieces(part, names) {
  return (part.elements ?? []).map((piece) => styled(piece, names));
}

function styled(piece, names) {
  const style = piece.style ?? {};
  let drawn = content(piece, names);
  for (const [name, tag] of [['code', 'code'], ['bold', 'strong'], ['italic', 'em'], ['strike', 'del'], ['underline', 'u']]) {
    drawn = style[name] ? h(tag, {}, drawn) : drawn;
  }
  return drawn;
}

function content(piece, names) {
  switch (piece.type) {
    case 'text':
      return String(piece.text).split('\n').flatMap((line, i) => (i > 0 ? [h('br'), line] : [line]));
    case 'link':
      return link(piece.url, piece.text || piece.url, names);
    case 'user':
      return h('span', { class: piece.user_id === names.me ? 'mention mine' : 'mention' }, `@${names.user(piece.user_id) ?? piece.user_id}`);
    case 'usergroup':
      return h('span', { class: 'mention' }, `@${names.group(piece.usergroup_id) ?? piece.usergroup_id}`);
    case 'channel':
      return h('span', { class: 'mention' }, `#${names.channel(piece.channel_id) ?? piece.channel_id}`);
    case 'broadcast':
      return h('span', { class: 'mention mine' }, `@${piece.range}`);
    case 'emoji':
      return emoji(piece.name) ?? `:${piece.name}:`;
    case 'date':
      return h('time', {}, formatted(piece.format ?? '{date}', new Date(piece.timestamp * 1000), false));
    default:
      return piece.text ?? '';
  }
}
