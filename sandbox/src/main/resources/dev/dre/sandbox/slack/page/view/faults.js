/* What can be made to go wrong: a button in the top bar, and the drawer with one switch for each. */
import { h } from './dom.js';
import { icon } from './icons.js';

const WORDS = { off: 'Off', switching_on: 'Switching on …', on: 'On', switching_off: 'Switching off …' };

export function faultsButton({ faults }) {
  const count = faults.on.length;
  return (
    faults.list.length > 0 &&
    h(
      'button',
      {
        class: `faults-button${count ? ' some' : ''}`,
        key: 'faults-button',
        id: 'faults-button',
        'aria-expanded': String(faults.open),
        'aria-controls': faults.open ? 'faults' : undefined,
        'aria-label': count ? `Faults, ${count} on` : 'Faults',
        onclick: () => toggle(faults),
      },
      icon('bolt'),
      h('span', { class: 'faults-word' }, 'Faults'),
      count > 0 && h('span', { class: 'count mentions' }, String(count)),
    )
  );
}

export function faultsDrawer({ faults }) {
  return h(
    'aside',
    {
      class: 'faults',
      key: 'faults',
      id: 'faults',
      'aria-labelledby': 'faults-title',
      onkeydown: (event) => closeOnEscape(faults, event),
    },
    h(
      'header',
      { class: 'pane-head' },
      h(
        'h2',
        { class: 'pane-title', id: 'faults-title', tabindex: -1, ref: (title) => queueMicrotask(() => title.focus()) },
        'Faults',
      ),
      h('span', { class: 'pane-topic' }, faults.on.length ? `${faults.on.length} on` : 'all is well'),
      h(
        'button',
        {
          class: 'button small',
          'aria-disabled': String(faults.on.length === 0 || faults.asked.has('all')),
          onclick: () => allOff(faults),
        },
        'All off',
      ),
      h('button', { class: 'icon-button', 'aria-label': 'Close faults', onclick: () => close(faults) }, icon('close')),
    ),
    h(
      'div',
      { class: 'faults-list', tabindex: 0, role: 'group', 'aria-label': 'What can go wrong' },
      h(
        'p',
        { class: 'faults-intro' },
        'Break something, and see whether dre says so and what it does. All are switched off when the sandbox stops.',
      ),
      faults.problem?.id === 'all' && problem(faults.problem.text),
      groups(faults.list).map(([title, members]) => groupOf(faults, title, members)),
    ),
  );
}

function groups(list) {
  const groups = new Map();
  list.forEach((fault) => groups.set(fault.group, [...(groups.get(fault.group) ?? []), fault]));
  return [...groups];
}

function groupOf(faults, title, members) {
  const id = `faults-${members[0].id}`;
  return h(
    'section',
    { key: title, 'aria-labelledby': id },
    h('h3', { class: 'faults-group', id }, title),
    h(
      'ul',
      {},
      members.map((fault) => row(faults, fault)),
    ),
  );
}

function row(faults, fault) {
  const asked = faults.asked.get(fault.id);
  const state = asked === undefined ? fault.state : asked ? 'switching_on' : 'switching_off';
  const failed = faults.problem?.id === fault.id && faults.problem.text;
  return h(
    'li',
    { key: fault.id, class: `fault ${state}` },
    h(
      'button',
      {
        class: 'switch',
        role: 'switch',
        'data-fault': fault.id,
        'aria-checked': String(fault.on),
        'aria-busy': state.startsWith('switching') ? 'true' : undefined,
        'aria-describedby': `expect-${fault.id}`,
        onclick: () => faults.set(fault, !fault.on),
      },
      h('span', { class: 'switch-title' }, fault.title),
      h('span', { class: 'switch-state' }, WORDS[state]),
      h('span', { class: 'switch-track', 'aria-hidden': 'true' }),
    ),
    h('p', { class: 'fault-expect', id: `expect-${fault.id}` }, fault.expect),
    fault.detail && h('p', { class: 'fault-detail', key: 'detail' }, fault.detail),
    failed && problem(failed),
  );
}

function problem(text) {
  return h('p', { class: 'fault-problem', role: 'alert', key: 'problem' }, icon('warning'), h('span', {}, text));
}

function toggle(faults) {
  if (faults.open) {
    close(faults);
  } else {
    faults.show(true);
  }
}

function allOff(faults) {
  if (faults.on.length > 0) {
    faults.allOff();
  }
}

/** Returns nothing: false would keep every other key from what it does. */
function closeOnEscape(faults, event) {
  if (event.key === 'Escape') {
    close(faults);
  }
}

function close(faults) {
  faults.show(false);
  document.getElementById('faults-button')?.focus();
}
