import { h } from './dom.js';
import { icon } from './icons.js';

/** Hues that are told apart at a glance, in the order of the workspace's people. */
const HUES = 6;

/** A square with initials; apps have a drawing. `people` decides the colour. */
export function avatar(author, people, size = '') {
  if (author.bot) {
    return h('span', { class: `avatar app ${size}`, 'aria-hidden': 'true' }, icon('stack'));
  }
  if (author.system) {
    return h('span', { class: `avatar system ${size}`, 'aria-hidden': 'true' }, icon('eye'));
  }
  const index = people.findIndex((person) => person.id === author.id);
  return h('span', { class: `avatar hue-${index < 0 ? HUES : index % HUES} ${size}`, 'aria-hidden': 'true' }, initials(people[index]?.real_name ?? author.name));
}

function initials(name) {
  const words = name.split(/\s+/);
  return (words[0][0] + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase();
}
