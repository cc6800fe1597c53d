/* Lists that stay at their end while they are there, whatever grows in them. */
import { h } from './dom.js';

const NEAR = 48;
const lists = new Set();

/** A list that opens at its end. `onEnd` hears whether the end is in sight. */
export function scroller({ key, label, onEnd }, ...children) {
  return h(
    'div',
    {
      class: 'scroller',
      key,
      tabindex: 0,
      role: 'region',
      'aria-label': label,
      ref: (element) => lists.add({ element, stuck: true, fresh: true }),
      onscroll: (event) => {
        const list = find(event.currentTarget);
        list.stuck = isAtEnd(list.element);
        onEnd?.(list.stuck);
      },
    },
    h('div', { class: 'scrolled' }, ...children),
  );
}

/** After each drawing. */
export function settle() {
  for (const list of lists) {
    if (!list.element.isConnected) {
      lists.delete(list);
      continue;
    }
    if (list.fresh) {
      list.fresh = false;
      sizes.observe(list.element);
      sizes.observe(list.element.firstChild);
    }
    keep(list);
  }
}

export function toEnd(pane) {
  const element = pane.querySelector('.scroller');
  element.scrollTo({ top: element.scrollHeight });
  element.focus({ preventScroll: true });
}

// The composer grows, the window turns, fonts arrive: the end stays in sight.
const sizes = new ResizeObserver(() => lists.forEach(keep));

function keep(list) {
  if (list.stuck) {
    list.element.scrollTop = list.element.scrollHeight;
  }
}

function find(element) {
  return [...lists].find((list) => list.element === element);
}

function isAtEnd(element) {
  return element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
}
