/* What can be made to go wrong in the sandbox, the same for everybody who acts here. */
import { changeFault, faults as askFaults } from './api.js';
import { announce } from '../view/announce.js';

const WHILE_OPEN = 1000;
const OTHERWISE = 4000;

export class Faults {
  /** @param changed called when something is different */
  constructor(changed) {
    this.changed = changed;
    /** Empty where the stand-in runs alone: then there is nothing to switch. */
    this.list = [];
    this.open = false;
    /** What was asked for and is not answered yet, by id. */
    this.asked = new Map();
    this.problem = null;
    this.look();
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.look());
  }

  get on() {
    return this.list.filter((fault) => fault.on);
  }

  show(open) {
    this.open = open;
    this.problem = null;
    this.changed();
    this.look();
  }

  /** Somebody else may switch, and some end by themselves: it is asked for as long as the page is open. */
  async look() {
    clearTimeout(this.timer);
    if (document.visibilityState === 'visible') {
      const answer = await askFaults();
      this.take(answer);
      if (!answer.faults && !answer.unreachable) {
        return; // A stand-in alone has none, and never will.
      }
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), this.open ? WHILE_OPEN : OTHERWISE);
  }

  async set(fault, on) {
    await this.change(fault.id, on);
    if (!this.problem) {
      announce(`${fault.title}: switched ${on ? 'on' : 'off'}`);
    }
  }

  async allOff() {
    await this.change('all', false);
    if (!this.problem) {
      announce('All faults are switched off');
    }
  }

  async change(id, on) {
    if (this.asked.has(id)) {
      return;
    }
    this.asked.set(id, on);
    this.problem = null;
    this.changed();
    const answer = await changeFault(id, on);
    this.asked.delete(id);
    this.problem = answer.ok ? null : { id, text: answer.error };
    if (answer.ok) {
      this.take(answer);
    } else {
      await this.look();
    }
    this.changed();
  }

  take(answer) {
    if (answer.unreachable) {
      return;
    }
    const before = JSON.stringify(this.list);
    this.list = answer.faults ?? [];
    if (JSON.stringify(this.list) !== before) {
      this.changed();
    }
  }
}
