/* The people interface of the stand-in, as one person. */

/** Somebody to act as. Every answer is an object with `ok`; a stand-in that cannot be reached is an answer too. */
export class Person {
  constructor(name) {
    this.path = `/people/${encodeURIComponent(name)}`;
  }

  channels() {
    return ask(`${this.path}/channels`);
  }

  messages(channelId, threadTs) {
    return ask(`${this.path}/channels/${channelId}/messages${threadTs ? `?thread_ts=${threadTs}` : ''}`);
  }

  say(channelId, text, threadTs) {
    return tell(`${this.path}/channels/${channelId}/messages`, { text, thread_ts: threadTs ?? undefined });
  }

  /** Uses an element of a message (`channel`, `message_ts`) or of a dialog (`view_id`). */
  act(use) {
    return tell(`${this.path}/actions`, use);
  }

  view() {
    return ask(`${this.path}/view`);
  }

  submit(viewId, values) {
    return tell(`${this.path}/views/${viewId}/submit`, { values });
  }

  close(viewId) {
    return tell(`${this.path}/views/${viewId}/close`, {});
  }

  /** Where a file that a message shows can be had. */
  fileUrl(fileId) {
    return `${this.path}/files/${fileId}`;
  }

  get events() {
    return `${this.path}/events`;
  }
}

export function workspace() {
  return ask('/people');
}

/** What can be made to go wrong; nothing where the stand-in runs alone. */
export function faults() {
  return ask('/sandbox/faults');
}

/** `id` of one fault, or `all`. */
export function changeFault(id, on) {
  return tell('/sandbox/faults', { fault: id, on });
}

function ask(path) {
  return answer(fetch(path, { cache: 'no-store' }));
}

function tell(path, body) {
  return answer(
    fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  );
}

async function answer(asked) {
  let response;
  try {
    response = await asked;
  } catch {
    return { ok: false, unreachable: true, error: 'The sandbox cannot be reached. Is it running?' };
  }
  try {
    return await response.json();
  } catch {
    return { ok: false, error: `The sandbox answered ${response.status} without a reason.` };
  }
}
