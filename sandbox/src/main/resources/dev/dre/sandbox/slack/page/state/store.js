/* All that the page knows, for one person, and how events change it. */
import { Reading } from './place.js';
import { isReply, Room } from './room.js';

export class Store {
  /**
   * @param team what the stand-in says of the workspace: `workspace`, `bot`, `groups`, `people`
   * @param me one of the people
   * @param changed called when something is different, once for all changes made together
   */
  constructor(team, me, changed) {
    this.team = team;
    this.me = me;
    this.reading = new Reading(me.id);
    this.rooms = new Map();
    this.channelId = null;
    this.threadTs = null;
    this.view = null;
    this.dialog = {};
    this.confirm = null;
    this.uses = new Map();
    this.drafts = new Map();
    this.notices = [];
    this.connection = 'connecting';
    this.sidebarOpen = false;
    this.suggestions = null;
    this.atEnd = true;
    this.changed = changed;
    this.names = namesIn(this);
  }

  change(how) {
    how(this);
    if (!this.waiting) {
      this.waiting = true;
      queueMicrotask(() => {
        this.waiting = false;
        this.changed();
      });
    }
  }

  get room() {
    return this.rooms.get(this.channelId);
  }

  get channels() {
    return [...this.rooms.values()].map((room) => room.channel);
  }

  setChannels(channels) {
    const rooms = new Map();
    for (const channel of channels) {
      const room = this.rooms.get(channel.id) ?? new Room(channel);
      room.channel = channel;
      rooms.set(channel.id, room);
    }
    this.rooms = rooms;
  }

  /** Messages of others that came after this person last looked. */
  unread(room) {
    const until = this.reading.until(room.channel.id);
    return until === undefined ? [] : room.list().filter((m) => m.ts > until && !m.ephemeral && m.author.id !== this.me.id);
  }

  mentionsMe(message) {
    return JSON.stringify([message.text, message.blocks]).includes(`<@${this.me.id}>`);
  }

  /** Whoever looks at a channel has read it. */
  markRead() {
    const last = this.room?.lastTs();
    if (last && this.room.loaded && this.atEnd && document.visibilityState === 'visible' && this.reading.until(this.channelId) !== last) {
      this.reading.mark(this.channelId, last);
    }
    if (this.threadTs) {
      this.room?.sawReplies(this.threadTs);
    }
  }

  /** Draws the line “New” where this person stopped reading. */
  markNew() {
    const room = this.room;
    const until = this.reading.until(this.channelId);
    if (room) {
      room.newAfter = until !== undefined && this.unread(room).length > 0 ? until : null;
    }
  }

  apply(type, event) {
    const room = this.rooms.get(event.channel);
    switch (type) {
      case 'message':
      case 'ephemeral':
        room?.put(event.message);
        if (room && event.message.author.id === this.me.id && !isReply(event.message)) {
          room.newAfter = null;
        }
        break;
      case 'message_changed':
        if (room) {
          this.forgetTrouble(event.message.ts);
          room.put(event.message);
        }
        break;
      case 'message_deleted':
        room?.remove(event.ts);
        if (event.ts === this.threadTs) {
          this.threadTs = null;
        }
        break;
      case 'view':
        this.show(event.view);
        break;
      case 'view_closed':
        if (this.view?.id === event.view_id) {
          this.show(null);
        }
        break;
      default:
    }
  }

  show(view) {
    if (view?.id !== this.view?.id || view?.hash !== this.view?.hash) {
      this.dialog = {};
    }
    this.view = view;
  }

  /** The state of a button or menu: nothing, `{pending}`, or `{error}`. */
  useOf(place, block, element) {
    return this.uses.get(useKey(place, block, element));
  }

  setUse(place, block, element, use) {
    const key = useKey(place, block, element);
    if (use) {
      this.uses.set(key, use);
    } else {
      this.uses.delete(key);
    }
    this.rooms.forEach((room) => room.touch(place));
  }

  forgetTrouble(place) {
    for (const [key, use] of this.uses) {
      if (use.error && key.startsWith(`${place} `)) {
        this.uses.delete(key);
      }
    }
  }
}

function useKey(place, block, element) {
  return `${place} ${block.block_id} ${element.action_id}`;
}

function namesIn(store) {
  const { team } = store;
  const users = new Map([...team.people, team.bot].map((one) => [one.id, one.name]));
  const groups = new Map(team.groups.map((group) => [group.id, group.handle]));
  return {
    me: store.me.id,
    user: (id) => users.get(id),
    group: (id) => groups.get(id),
    channel: (id) => store.rooms.get(id)?.channel.name,
    allPeople: () => team.people.map((one) => ({ id: one.id, label: one.real_name })),
    allChannels: () => store.channels.map((one) => ({ id: one.id, label: `#${one.name}` })),
  };
}
