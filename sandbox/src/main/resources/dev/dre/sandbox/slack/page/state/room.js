/* One channel as one person sees it. */

export class Room {
  constructor(channel) {
    this.channel = channel;
    this.messages = new Map();
    this.own = new Map();
    this.loaded = false;
    /** Where the line “New” stands: before the first message with a greater ts. */
    this.newAfter = null;
    /** The newest reply that was seen, by root. */
    this.seenReplies = new Map();
  }

  /** What the stand-in has, in place of what was known before; `root` if it is about one thread. */
  fill(messages, root) {
    for (const [ts, message] of this.messages) {
      if (root ? message.thread_ts === root && ts !== root : isInChannel(message)) {
        this.messages.delete(ts);
      }
    }
    messages.forEach((message) => this.put(message));
    this.loaded ||= !root;
  }

  put(message) {
    this.messages.set(message.ts, message);
    if (message.latest_reply && !this.seenReplies.has(message.ts)) {
      this.seenReplies.set(message.ts, this.loaded ? '' : message.latest_reply);
    }
  }

  remove(ts) {
    this.messages.delete(ts);
  }

  /** Something that only this tab knows, such as a command that failed. */
  addOwn(text, threadTs) {
    const last = [...this.messages.keys(), ...this.own.keys()].reduce((a, b) => (a > b ? a : b), '');
    const now = (Date.now() / 1000).toFixed(6);
    const ts = now > last ? now : `${last}1`;
    this.own.set(ts, { ts, text, channel: this.channel.id, thread_ts: threadTs ?? undefined, ephemeral: true, plain: true, author: { id: 'sandbox', name: 'Sandbox', system: true } });
  }

  /** Draws a message anew although it did not change. */
  touch(ts) {
    const message = this.messages.get(ts);
    if (message) {
      this.messages.set(ts, { ...message });
    }
  }

  list() {
    return sorted([...this.messages.values(), ...this.own.values()].filter(isInChannel));
  }

  thread(rootTs) {
    return sorted([...this.messages.values(), ...this.own.values()].filter((m) => m.ts === rootTs || m.thread_ts === rootTs));
  }

  lastTs() {
    return this.list().at(-1)?.ts ?? '';
  }

  hasNewReplies(message) {
    return Boolean(message.latest_reply) && message.latest_reply > (this.seenReplies.get(message.ts) ?? '');
  }

  sawReplies(rootTs) {
    const latest = this.messages.get(rootTs)?.latest_reply;
    if (latest) {
      this.seenReplies.set(rootTs, latest);
    }
  }
}

export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

function isInChannel(message) {
  return !isReply(message) || message.subtype === 'thread_broadcast';
}

function sorted(messages) {
  return messages.sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
}
