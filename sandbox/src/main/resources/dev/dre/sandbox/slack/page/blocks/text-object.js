import { withEmoji } from '../text/emoji.js';
import { mrkdwn } from '../text/mrkdwn.js';

/** A text object: mrkdwn, or plain text with short codes of emoji. */
export function text(object, names) {
  if (!object) {
    return null;
  }
  if (object.type === 'mrkdwn') {
    return mrkdwn(object.text, names);
  }
  return object.emoji === false ? object.text : withEmoji(object.text);
}
