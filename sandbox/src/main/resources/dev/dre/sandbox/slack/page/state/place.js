/* Who this tab acts as, and what it looks at: both in the address, so that a reload, a link, or a second tab finds it again. */

const KEY = 'dre.as';

/** The name in the address, else the one this tab had before. */
export function chosenPerson() {
  return new URLSearchParams(location.search).get('as') ?? sessionStorage.getItem(KEY);
}

export function rememberPerson(name) {
  sessionStorage.setItem(KEY, name);
  const url = new URL(location.href);
  if (url.searchParams.get('as') !== name) {
    url.searchParams.set('as', name);
    history.replaceState(null, '', url);
  }
}

/** `#/db-ops/1767607200.000001`: a channel, and a thread if one is open. */
export function readPlace() {
  const [, channel, threadTs] = /^#\/([^/]+)(?:\/(\d+\.\d+))?$/.exec(decodeURIComponent(location.hash)) ?? [];
  return { channel, threadTs: threadTs ?? null };
}

export function goTo(channel, threadTs) {
  location.hash = `/${channel}${threadTs ? `/${threadTs}` : ''}`;
}

/** Until when a person has read each channel, in this browser. */
export class Reading {
  constructor(userId) {
    this.key = `dre.read.${userId}`;
    try {
      this.marks = JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      this.marks = {};
    }
  }

  until(channelId) {
    return this.marks[channelId];
  }

  mark(channelId, ts) {
    this.marks[channelId] = ts;
    localStorage.setItem(this.key, JSON.stringify(this.marks));
  }
}
