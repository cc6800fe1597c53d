/* The Markdown of `markdown` blocks: headings, lists, quotes, code, links, emphasis. */
import { h } from '../view/dom.js';
import { emoji } from './emoji.js';
import { link } from './links.js';

const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const INLINE =
  /(?<code>`+)(?<inCode>[\s\S]+?)\k<code>|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|<(?<auto>https?:[^>\s]+)>|\*\*(?<strong>\S(?:[\s\S]*?\S)?)\*\*|~~(?<del>\S(?:[\s\S]*?\S)?)~~|\*(?<em>\S(?:[^*]*?\S)?)\*|(?<!\w)_(?<under>\S(?:[^_]*?\S)?)_(?!\w)|:(?<emoji>[a-z0-9_+-]+):|\\(?<escaped>[\\`*_{}[\]()#+.!~-])/;

export function markdown(text, names) {
  return blocks(text.replaceAll('\r', '').split('\n'), names);
}

function blocks(lines, names) {
  const parts = [];
  let at = 0;
  const takeWhile = (wanted) => {
    const from = at;
    while (at < lines.length && wanted(lines[at])) {
      at++;
    }
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at];
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (line.trim() === '') {
      at++;
    } else if (/^\s*```/.test(line)) {
      at++;
      const code = takeWhile((l) => !/^\s*```/.test(l));
      at++;
      parts.push(h('pre', { class: 'code-block' }, code.join('\n')));
    } else if (heading) {
      at++;
      parts.push(h('p', { class: `heading level-${heading[1].length}`, role: 'heading', 'aria-level': Math.min(6, heading[1].length + 2) }, inline(heading[2], names)));
    } else if (/^\s*([-*_])(?:\s*\1){2,}\s*$/.test(line)) {
      at++;
      parts.push(h('hr'));
    } else if (/^\s*>/.test(line)) {
      const quoted = takeWhile((l) => /^\s*>/.test(l)).map((l) => l.replace(/^\s*> ?/, ''));
      parts.push(h('blockquote', {}, blocks(quoted, names)));
    } else if (ITEM.test(line)) {
      parts.push(list(takeWhile((l) => ITEM.test(l) || /^\s{2,}\S/.test(l)), names));
    } else {
      const paragraph = takeWhile((l) => l.trim() !== '' && !/^(#{1,6}\s|\s*>|\s*```)/.test(l) && !ITEM.test(l));
      parts.push(h('p', {}, paragraph.flatMap((l, i) => [i > 0 && h('br'), inline(l.trimEnd(), names)])));
    }
  }
  return parts;
}

function list(lines, names) {
  const [, indent, number] = ITEM.exec(lines[0]);
  const items = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item && item[1].length <= indent.length) {
      items.push({ text: item[3], below: [] });
    } else {
      items.at(-1).below.push(line);
    }
  }
  const drawn = items.map(({ text, below }) => h('li', {}, inline(text, names), below.length > 0 && (ITEM.test(below[0]) ? list(below, names) : [h('br'), inline(below.join(' ').trim(), names)])));
  return number ? h('ol', { start: number }, drawn) : h('ul', {}, drawn);
}

function inline(text, names) {
  const found = INLINE.exec(text);
  if (!found) {
    return [text];
  }
  return [text.slice(0, found.index), one(found, names), ...inline(text.slice(found.index + found[0].length), names)];
}

function one(found, names) {
  const { inCode, label, url, auto, strong, del, em, under, emoji: name, escaped } = found.groups;
  if (inCode !== undefined) {
    return h('code', {}, inCode.trim());
  }
  if (url) {
    return link(url, inline(label, names), names);
  }
  if (auto) {
    return link(auto, auto, names);
  }
  if (strong) {
    return h('strong', {}, inline(strong, names));
  }
  if (del) {
    return h('del', {}, inline(del, names));
  }
  if (em ?? under) {
    return h('em', {}, inline(em ?? under, names));
  }
  return escaped ?? emoji(name) ?? found[0];
}
