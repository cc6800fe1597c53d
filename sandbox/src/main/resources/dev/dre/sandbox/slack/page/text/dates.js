/* Moments as the reader's own clock shows them. */

const DAY = 24 * 60 * 60 * 1000;

/** The moment of a message: its ts is seconds, a dot, and a number that makes it unique. */
export function momentOf(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function clock(date) {
  return date.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });
}

export function fullDate(date) {
  return date.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'medium' });
}

/** What names the day among days, for grouping. */
export function dayKey(date) {
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** Over the first message of a day. */
export function dayLabel(date, now = new Date()) {
  const near = nearDay(date, now);
  return near ? capital(near) : date.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** Of the last reply: its time, with the day unless that is today. */
export function shortMoment(date, now = new Date()) {
  const near = nearDay(date, now);
  if (near === 'today') {
    return clock(date);
  }
  return `${near ?? date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })} ${clock(date)}`;
}

/**
 * A date token's format with the date in it.
 *
 * @param atStart whether it begins a text, where “today” has a capital
 */
export function formatted(format, date, atStart, now = new Date()) {
  return format.replace(/\{(\w+)\}/g, (token, name, at) => {
    const near = nearDay(date, now);
    const pretty = (style) => (near ? (atStart && at === 0 ? capital(near) : near) : style);
    switch (name) {
      case 'date_num':
        return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
      case 'date_slash':
        return `${two(date.getMonth() + 1)}/${two(date.getDate())}/${date.getFullYear()}`;
      case 'date':
        return day(date, { month: 'long' });
      case 'date_short':
        return day(date, { month: 'short' });
      case 'date_long':
        return day(date, { month: 'long', weekday: 'long' });
      case 'date_pretty':
        return pretty(day(date, { month: 'long' }));
      case 'date_short_pretty':
        return pretty(day(date, { month: 'short' }));
      case 'date_long_pretty':
        return pretty(day(date, { month: 'long', weekday: 'long' }));
      case 'time':
        return clock(date);
      case 'time_secs':
        return date.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
      case 'ago':
        return ago(date, now);
      default:
        return token;
    }
  });
}

function day(date, style) {
  return date.toLocaleDateString(undefined, { day: 'numeric', year: 'numeric', ...style });
}

function nearDay(date, now) {
  const days = Math.round((midnight(date) - midnight(now)) / DAY);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

function ago(date, now) {
  const minutes = Math.round((date - now) / 60_000);
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) {
    return words.format(minutes, 'minute');
  }
  return Math.abs(minutes) < 48 * 60 ? words.format(Math.round(minutes / 60), 'hour') : words.format(Math.round(minutes / 1440), 'day');
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function two(number) {
  return String(number).padStart(2, '0');
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
