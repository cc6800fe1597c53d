/* The page as a whole: who acts, where, what is said, and what lies over it. */
import { h } from './dom.js';
import { avatar } from './avatar.js';
import { channelPane } from './channel.js';
import { confirmDialog, dialog } from './dialog.js';
import { faultsButton, faultsDrawer } from './faults.js';
import { icon } from './icons.js';
import { sidebar } from './sidebar.js';
import { threadPane } from './thread.js';

/** @param app `store`, `deeds`, `faults`, and `become(name)` */
export function shell(app) {
  const { store } = app;
  return h(
    'div',
    { class: `shell${store.threadTs ? ' with-thread' : ''}${store.sidebarOpen ? ' with-sidebar' : ''}` },
    topBar(app),
    sidebar(app),
    store.sidebarOpen &&
      h('div', { class: 'shade', key: 'shade', onclick: () => store.change((s) => (s.sidebarOpen = false)) }),
    store.room
      ? channelPane(app)
      : h(
          'main',
          { class: 'pane', key: 'none' },
          h(
            'p',
            { class: 'starting' },
            store.connection === 'lost' ? 'The sandbox cannot be reached. Trying again …' : 'Opening the workspace …',
          ),
        ),
    store.room && store.threadTs && threadPane(app),
    app.faults.open && faultsDrawer(app),
    notices(app),
    store.view && dialog(app),
    store.confirm && confirmDialog(app),
  );
}

function topBar(app) {
  const { store } = app;
  return h(
    'header',
    { class: 'top-bar', key: 'top' },
    h(
      'button',
      {
        class: 'icon-button for-narrow',
        'aria-label': 'Channels',
        'aria-expanded': String(store.sidebarOpen),
        onclick: () => store.change((s) => (s.sidebarOpen = !s.sidebarOpen)),
      },
      icon('menu'),
    ),
    h(
      'span',
      { class: 'workspace' },
      h('span', { class: 'workspace-tile', 'aria-hidden': 'true' }, store.team.workspace.name[0]),
      h('span', { class: 'workspace-name' }, store.team.workspace.name),
    ),
    connection(store),
    faultsButton(app),
    h(
      'div',
      { class: 'acting', key: 'acting', role: 'group', 'aria-label': 'Acting as' },
      h('span', { class: 'acting-label' }, 'Acting as'),
      store.team.people.map((person) => personButton(app, person)),
    ),
  );
}

function personButton(app, person) {
  const { store } = app;
  const current = person.id === store.me.id;
  return h(
    'button',
    {
      key: person.id,
      class: `person${current ? ' current' : ''}`,
      'aria-pressed': String(current),
      'data-person': person.name,
      title: `${person.real_name}${person.is_restricted ? ', a guest' : ''}`,
      onclick: () => app.become(person.name),
    },
    avatar(person, store.team.people, 'tiny'),
    h('span', { class: 'person-name' }, person.name),
    person.is_restricted && h('span', { class: 'badge' }, 'guest'),
  );
}

/** Room is always kept for it, so that nothing moves when it appears. */
function connection(store) {
  const lost = store.connection === 'lost';
  return h(
    'span',
    { class: `connection${lost ? ' lost' : ''}`, role: 'status' },
    lost ? 'Connection lost. Trying again …' : '',
  );
}

function notices(app) {
  return h(
    'div',
    { class: 'notices', key: 'notices' },
    app.store.notices.map((notice) =>
      h(
        'div',
        { class: 'notice', key: notice.id },
        h('span', {}, notice.text),
        h(
          'button',
          { class: 'icon-button', 'aria-label': 'Dismiss', onclick: () => app.deeds.dismiss(notice) },
          icon('close'),
        ),
      ),
    ),
  );
}
