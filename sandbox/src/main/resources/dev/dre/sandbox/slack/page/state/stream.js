/* What is told as it happens. Connects again by itself for as long as the page is open. */

const TYPES = ['message', 'message_changed', 'message_deleted', 'ephemeral', 'view', 'view_closed', 'notice'];
const FIRST_WAIT = 300;
const LONGEST_WAIT = 3000;

export class Stream {
  /**
   * @param on `connected()`, each time it is there (again), `lost()`, and `event(type, data)`
   */
  constructor(url, on) {
    this.url = url;
    this.on = on;
    this.wait = FIRST_WAIT;
    this.connect();
    // Somebody who comes back to the page should not have to wait for the next try.
    this.hurry = () => document.visibilityState === 'visible' && this.timer && this.connect();
    document.addEventListener('visibilitychange', this.hurry);
  }

  connect() {
    clearTimeout(this.timer);
    this.timer = null;
    const source = new EventSource(this.url);
    this.source = source;
    source.addEventListener('hello', () => {
      this.wait = FIRST_WAIT;
      this.on.connected();
    });
    for (const type of TYPES) {
      source.addEventListener(type, (event) => this.on.event(type, JSON.parse(event.data)));
    }
    source.onerror = () => {
      source.close();
      this.on.lost();
      this.timer = setTimeout(() => this.connect(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    };
  }

  close() {
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.hurry);
    this.source.close();
  }
}
