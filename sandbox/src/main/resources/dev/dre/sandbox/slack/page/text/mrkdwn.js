/*
 * Slack's mrkdwn as elements. Markup that cannot nest (code, <…> tokens, emoji, bare addresses) is taken out first and stands in the
 * text as one private character each, so that what is in it is never read as markup again.
 */
import { h } from '../view/dom.js';
import { formatted } from './dates.js';
import { emoji, withEmoji } from './emoji.js';
import { link } from './links.js';

const FIRST = 0xe000;
const LAST = 0xf8ff;
const PRIVATE = /[\ue000-\uf8ff]/g;
const FENCE = /```\n?([\s\S]+?)```/g;
const ATOM = /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|\bhttps?:\/\/[^\s<>|"“”]*[^\s<>|"“”.,;:!?)\]}’']/g;
const MARKS = /(?<![\p{L}\p{N}])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\p{L}\p{N}])/gu;
const EMPHASIS = [
  [between('*'), 'strong'],
  [between('_'), 'em'],
  [between('~'), 'del'],
];

/**
 * @param text as an app sent it: `&`, `<`, and `>` escaped, tokens in `<…>`
 * @param names who is behind an id: user, group, channel, each answering a name or undefined, and `me`
 */
export function mrkdwn(text, names) {
  const clean = text.replace(PRIVATE, '\ufffd');
  const parts = [];
  let at = 0;
  for (const fence of clean.matchAll(FENCE)) {
    parts.push(...lines(clean.slice(at, fence.index).replace(/\n$/, ''), names));
    parts.push(h('pre', { class: 'code-block' }, plainTokens(fence[1].replace(/\n$/, ''), names)));
    at = fence.index + fence[0].length;
  }
  parts.push(...lines(at > 0 ? clean.slice(at).replace(/^\n/, '') : clean, names));
  return parts;
}

/** Text without markup, as notifications and screen readers get it. */
export function plain(text, names) {
  return withEmoji(plainTokens(text, names)).replace(MARKS, '');
}

function lines(text, names) {
  const parts = [];
  let quoted = null;
  let rest = false;
  text.split('\n').forEach((line, index, all) => {
    const quote = rest ? ['', line] : /^(?:&gt;&gt;&gt;|&gt;|>) ?(.*)$/.exec(line);
    if (!rest && line.startsWith('&gt;&gt;&gt;')) {
      rest = true;
    }
    if (quote) {
      quoted ??= [];
      quoted.push(...(quoted.length ? [h('br')] : []), ...inline(quote[1], names));
      return;
    }
    if (quoted) {
      parts.push(h('blockquote', {}, quoted));
      quoted = null;
    } else if (index > 0) {
      parts.push(h('br'));
    }
    if (line !== '' || all.length > 1) {
      parts.push(...inline(line, names));
    }
  });
  if (quoted) {
    parts.push(h('blockquote', {}, quoted));
  }
  return parts;
}

function inline(text, names) {
  const atoms = [];
  const held = text.replace(ATOM, (whole, code, token, name, at) => {
    const atom = code !== undefined ? h('code', {}, plainTokens(code, names)) : token !== undefined ? tokenAt(token, at, names) : name ? emoji(name) : link(unescaped(whole), unescaped(whole), names);
    if (atom === undefined || FIRST + atoms.length > LAST) {
      return whole;
    }
    atoms.push(atom);
    return String.fromCharCode(FIRST + atoms.length - 1);
  });
  return emphasised(held, atoms);
}

/** `mark` at the borders of words: snake_case and 2*3*4 mean nothing. */
function between(mark) {
  const word = '\\p{L}\\p{N}';
  const m = mark === '*' ? '\\*' : mark;
  return new RegExp(`(?<![${word}${mark}])${m}(?![\\s${mark}])((?:[^${mark}]|${m}(?=[${word}]))*?[^\\s${mark}])${m}(?![${word}${mark}])`, 'u');
}

/** The outermost emphasis first; what is within is looked at again. */
function emphasised(text, atoms) {
  let first = null;
  for (const [pattern, tag] of EMPHASIS) {
    const found = pattern.exec(text);
    if (found && (!first || found.index < first.found.index)) {
      first = { found, tag };
    }
  }
  if (!first) {
    return resolved(text, atoms);
  }
  const { found, tag } = first;
  return [
    ...resolved(text.slice(0, found.index), atoms),
    h(tag, {}, emphasised(found[1], atoms)),
    ...emphasised(text.slice(found.index + found[0].length), atoms),
  ];
}

function resolved(text, atoms) {
  return text
    .split(/([\ue000-\uf8ff])/)
    .filter((part) => part !== '')
    .map((part) => {
      const atom = part.length === 1 ? atoms[part.charCodeAt(0) - FIRST] : undefined;
      return atom ?? unescaped(part);
    });
}

function tokenAt(token, at, names) {
  const [target, label] = split(token);
  switch (target[0]) {
    case '@':
      return mention(`@${names.user(target.slice(1)) ?? label ?? target.slice(1)}`, target.slice(1) === names.me);
    case '#': {
      const name = names.channel(target.slice(1));
      return name ? h('a', { class: 'mention', href: `#/${name}` }, `#${name}`) : mention(`#${label ?? target.slice(1)}`, false);
    }
    case '!':
      return special(target, label, at, names);
    default:
      return label === undefined && !/^[a-z]+:/i.test(target) ? `<${unescaped(token)}>` : link(unescaped(target), unescaped(label ?? target.replace(/^mailto:/, '')), names);
  }
}

function special(target, label, at, names) {
  const [kind, ...rest] = target.slice(1).split('^');
  if (kind === 'date') {
    const date = new Date(Number(rest[0]) * 1000);
    if (Number.isNaN(date.getTime()) || !rest[1]) {
      return unescaped(label ?? '');
    }
    const time = h('time', { datetime: date.toISOString(), title: date.toLocaleString() }, formatted(unescaped(rest[1]), date, at === 0));
    return rest[2] ? link(unescaped(rest.slice(2).join('^')), time, names) : time;
  }
  if (kind === 'subteam') {
    return mention(`@${names.group(rest[0]) ?? (label ?? rest[0]).replace(/^@/, '')}`, false);
  }
  return mention(`@${kind}`, true);
}

function mention(text, mine) {
  return h('span', { class: mine ? 'mention mine' : 'mention' }, text);
}

/** Where no markup is read, tokens still show what they stand for. */
function plainTokens(text, names) {
  return unescaped(
    text.replace(/<([^<>\n]+)>/g, (whole, token) => {
      const [target, label] = split(token);
      if (target[0] === '@') {
        return `@${names.user(target.slice(1)) ?? label ?? target.slice(1)}`;
      }
      if (target[0] === '#') {
        return `#${names.channel(target.slice(1)) ?? label ?? target.slice(1)}`;
      }
      if (target.startsWith('!subteam^')) {
        return `@${names.group(target.slice(9)) ?? label ?? 'group'}`;
      }
      if (target.startsWith('!date^')) {
        const [, seconds, format] = target.split('^');
        const date = new Date(Number(seconds) * 1000);
        return Number.isNaN(date.getTime()) || !format ? (label ?? '') : formatted(format, date, false);
      }
      return label ?? (/^[a-z]+:/i.test(target) ? target : target[0] === '!' ? `@${target.slice(1)}` : whole);
    }),
  );
}

function split(token) {
  const bar = token.indexOf('|');
  return bar < 0 ? [token, undefined] : [token.slice(0, bar), token.slice(bar + 1)];
}

function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
