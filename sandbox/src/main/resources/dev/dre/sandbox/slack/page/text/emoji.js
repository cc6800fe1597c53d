/** The short codes that apps like ours use; any other stays as it was written. */
const EMOJI = {
  '+1': '👍', '-1': '👎', thumbsup: '👍', thumbsdown: '👎', ok_hand: '👌', wave: '👋', eyes: '👀', pray: '🙏', muscle: '💪',
  slightly_smiling_face: '🙂', smile: '😄', grin: '😁', thinking_face: '🤔', sob: '😭', heart: '❤️', tada: '🎉', fire: '🔥',
  white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', warning: '⚠️', no_entry: '⛔', no_entry_sign: '🚫', rotating_light: '🚨',
  question: '❓', exclamation: '❗', information_source: 'ℹ️', bulb: '💡', construction: '🚧', stop_sign: '🛑',
  red_circle: '🔴', large_orange_circle: '🟠', large_yellow_circle: '🟡', large_green_circle: '🟢', large_blue_circle: '🔵',
  white_circle: '⚪', black_circle: '⚫', hourglass: '⌛', hourglass_flowing_sand: '⏳', stopwatch: '⏱️', alarm_clock: '⏰', calendar: '📅',
  arrow_forward: '▶️', double_vertical_bar: '⏸️', pause_button: '⏸️', black_square_for_stop: '⏹️', fast_forward: '⏩', rewind: '⏪',
  arrow_right: '➡️', leftwards_arrow_with_hook: '↩️', arrows_counterclockwise: '🔄', repeat: '🔁', rocket: '🚀', zzz: '💤',
  lock: '🔒', unlock: '🔓', key: '🔑', shield: '🛡️', bell: '🔔', no_bell: '🔕', pager: '📟', mag: '🔍', memo: '📝', link: '🔗', paperclip: '📎',
  pushpin: '📌', package: '📦', floppy_disk: '💾', file_cabinet: '🗄️', card_file_box: '🗃️', bar_chart: '📊', chart_with_upwards_trend: '📈',
  computer: '💻', gear: '⚙️', wrench: '🔧', hammer: '🔨', robot_face: '🤖', bug: '🐛', elephant: '🐘', point_right: '👉', raised_hand: '✋',
};

/** The character of a short code, or undefined. */
export function emoji(name) {
  return Object.hasOwn(EMOJI, name) ? EMOJI[name] : undefined;
}

/** `text` with the short codes it has as characters. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (code, name) => emoji(name) ?? code);
}
