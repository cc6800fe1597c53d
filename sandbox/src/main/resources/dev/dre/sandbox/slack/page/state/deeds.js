/* What a person can do, and what they then see. */
import { Person } from './api.js';
import { announce } from '../view/announce.js';
import { goTo, readPlace } from './place.js';
import { isReply } from './room.js';
import { Stream } from './stream.js';
import { plain } from '../text/mrkdwn.js';

/** Slack's words for a click that nobody answered say less than people need. */
const TROUBLE = {
  operation_timeout: 'No answer within 3 seconds. It may have been received: look before you try again.',
  dispatch_failed: 'The app is not connected: nothing was sent. Try again when it is back.',
};

export class Deeds {
  constructor(store) {
    this.store = store;
    this.person = new Person(store.me.name);
    this.inFlight = 0;
    /** What happens while everything is being read is applied after it. */
    this.held = null;
  }

  /** Reads everything, and hears of every change from then on. */
  start() {
    this.stream = new Stream(this.person.events, {
      connected: () => this.read(),
      lost: () => this.store.change((s) => (s.connection = 'lost')),
      event: (type, data) => (this.held ? this.held.push([type, data]) : this.hear(type, data)),
    });
  }

  stop() {
    this.stream.close();
  }

  async read() {
    const { store } = this;
    const held = (this.held = []);
    const { channels } = await this.person.channels();
    if (!channels || held !== this.held) {
      return;
    }
    const read = await Promise.all(channels.map((channel) => this.person.messages(channel.id)));
    const { view } = await this.person.view();
    if (held !== this.held) {
      return;
    }
    store.change((s) => {
      s.setChannels(channels);
      channels.forEach((channel, i) => s.rooms.get(channel.id).fill(read[i].messages ?? []));
      channels
        .filter((channel) => s.reading.until(channel.id) === undefined)
        .forEach((channel) => s.reading.mark(channel.id, s.rooms.get(channel.id).lastTs()));
      s.show(view ?? null);
      s.connection = 'open';
    });
    this.held = null;
    held.forEach(([type, data]) => this.hear(type, data));
    await this.follow();
  }

  hear(type, data) {
    if (type === 'notice') {
      // What this tab asked for is answered to it; this is what was done in this person's name elsewhere.
      if (this.inFlight === 0) {
        this.notice(TROUBLE[data.text] ?? data.text);
      }
      return;
    }
    this.store.change((s) => {
      s.apply(type, data);
      s.markRead();
    });
    const message = data.message;
    if (
      (type === 'message' || type === 'ephemeral') &&
      message.author.id !== this.store.me.id &&
      data.channel === this.store.channelId &&
      (!isReply(message) || message.thread_ts === this.store.threadTs)
    ) {
      const said = [plain(message.text, this.store.names), ...(message.files ?? []).map((file) => `file ${file.name}`)];
      announce(
        `${message.author.name}${message.ephemeral ? ', only visible to you' : ''}: ${said.filter(Boolean).join(', ')}`,
      );
    }
  }

  /** Shows what the address names. */
  async follow() {
    const { store } = this;
    const { channel: name, threadTs } = readPlace();
    const channel = store.channels.find((c) => c.name === name || c.id === name) ?? store.channels[0];
    if (!channel) {
      return;
    }
    const moved = channel.id !== store.channelId;
    store.change((s) => {
      s.channelId = channel.id;
      s.threadTs = threadTs;
      s.sidebarOpen = false;
      s.suggestions = null;
      if (moved) {
        s.atEnd = true;
        s.markNew();
      }
      s.markRead();
    });
    if (threadTs) {
      const { messages } = await this.person.messages(channel.id, threadTs);
      store.change((s) => {
        s.rooms.get(channel.id)?.fill(messages ?? [], threadTs);
        s.markRead();
      });
    }
  }

  openChannel(name) {
    goTo(name, null);
  }

  openThread(ts) {
    goTo(this.store.room.channel.name, ts);
  }

  closeThread() {
    goTo(this.store.room.channel.name, null);
  }

  /** What the composer does. */
  async say(text, threadTs) {
    const { store } = this;
    const channelId = store.channelId;
    const answer = await this.asked(() => this.person.say(channelId, text, threadTs));
    if (!answer.ok) {
      const explained = /_(timeout|failed)"$/.test(answer.error)
        ? `\n${TROUBLE[/"(\w+)"/.exec(answer.error)[1]] ?? ''}`
        : '';
      store.change((s) => s.rooms.get(channelId)?.addOwn(`${answer.error}${explained}`, threadTs));
      announce(`Only visible to you: ${answer.error}`);
    } else if (text.startsWith('/invite')) {
      const { channels } = await this.person.channels();
      store.change((s) => s.setChannels(channels ?? s.channels));
    }
    return answer.ok;
  }

  useInMessage(message, block, element, value) {
    return this.confirmed(element, () =>
      this.use(message.ts, block, element, { channel: message.channel, message_ts: message.ts, value }),
    );
  }

  useInDialog(view, block, element, value, values) {
    return this.confirmed(element, () => this.use(view.id, block, element, { view_id: view.id, value, values }));
  }

  async use(place, block, element, use) {
    const { store } = this;
    store.change((s) => s.setUse(place, element, { pending: true }));
    const answer = await this.asked(() =>
      this.person.act({ ...use, action_id: element.action_id, block_id: block.block_id }),
    );
    const error = answer.ok ? null : (TROUBLE[answer.error] ?? answer.error);
    store.change((s) => s.setUse(place, element, error ? { error } : null));
  }

  confirmed(element, go) {
    if (element.confirm) {
      this.store.change((s) => (s.confirm = { texts: element.confirm, go }));
    } else {
      go();
    }
  }

  answerConfirm(yes) {
    const { confirm } = this.store;
    this.store.change((s) => (s.confirm = null));
    if (yes) {
      confirm.go();
    }
  }

  async submit(view, values) {
    const { store } = this;
    store.change((s) => (s.dialog = { pending: true }));
    const answer = await this.asked(() => this.person.submit(view.id, values));
    store.change((s) => {
      if (s.view?.id !== view.id) {
        return;
      }
      s.dialog = { errors: answer.errors, problem: answer.errors ? null : answer.error };
      if (answer.ok && !answer.response_action) {
        s.show(null);
      }
    });
  }

  async closeDialog(view) {
    this.store.change((s) => s.show(null));
    await this.asked(() => this.person.close(view.id));
  }

  notice(text) {
    const notice = { id: crypto.randomUUID(), text };
    this.store.change((s) => s.notices.push(notice));
    announce(text);
    setTimeout(() => this.dismiss(notice), 8000);
  }

  dismiss(notice) {
    this.store.change((s) => (s.notices = s.notices.filter((n) => n !== notice)));
  }

  async asked(ask) {
    this.inFlight++;
    try {
      return await ask();
    } finally {
      this.inFlight--;
    }
  }
}
