import { workspace } from './state/api.js';
import { Deeds } from './state/deeds.js';
import { Faults } from './state/faults.js';
import { chosenPerson, rememberPerson } from './state/place.js';
import { Store } from './state/store.js';
import { settleDialog } from './view/dialog.js';
import { draw } from './view/dom.js';
import { settle } from './view/scroll.js';
import { shell } from './view/shell.js';

const root = document.getElementById('app');
const RETRY = 1000;

/** The page as one person; another person is another app. */
class App {
  constructor(team, me) {
    this.store = new Store(team, me, () => this.draw());
    this.deeds = new Deeds(this.store);
    this.faults = faults;
    this.become = (name) => become(team, name);
  }

  draw() {
    if (this === app) {
      draw(root, shell(this));
      settle();
      settleDialog(this);
      document.title = titleOf(this.store);
    }
  }
}

let app = null;
/** One for all people: the sandbox is the same for each. */
let faults = null;

function become(team, name) {
  if (app?.store.me.name === name) {
    return;
  }
  app?.deeds.stop();
  const me = team.people.find((person) => person.name === name || person.id === name) ?? team.people[0];
  rememberPerson(me.name);
  document.documentElement.dataset.hue = team.people.indexOf(me);
  app = new App(team, me);
  app.draw();
  app.deeds.start();
}

function titleOf(store) {
  const unread = [...store.rooms.values()].reduce((sum, room) => sum + store.unread(room).length, 0);
  return `${unread > 0 ? `(${unread}) ` : ''}${store.room ? `#${store.room.channel.name} · ` : ''}${store.me.name} · ${store.team.workspace.name}`;
}

async function start() {
  const team = await workspace();
  if (!team.people) {
    setTimeout(start, RETRY);
    return;
  }
  root.replaceChildren();
  faults = new Faults(() => app?.draw());
  become(team, chosenPerson() ?? team.people[0].name);
  window.addEventListener('hashchange', () => app.deeds.follow());
  window.addEventListener('popstate', () => become(team, chosenPerson()));
  document.addEventListener('visibilitychange', () => app.store.change((s) => s.markRead()));
  untilMidnight(() => app.store.change(() => {}));
}

/** “Today” becomes “Yesterday” without anything being said. */
function untilMidnight(then) {
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  setTimeout(
    () => {
      then();
      untilMidnight(then);
    },
    midnight - now + 1000,
  );
}

start();
