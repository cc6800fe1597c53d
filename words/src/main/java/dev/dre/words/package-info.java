/**
 * What people read, as text: pure functions from what happened, or is so, to the words of a thread.
 * Slack's mrkdwn, without Slack's library; the bot puts buttons to them.
 */
@NullMarked
package dev.dre.words;

import org.jspecify.annotations.NullMarked;
