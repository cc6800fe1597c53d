/**
 * What people read: pure functions from what is so to Slack's blocks. Drawn from state, never from
 * an earlier message.
 */
@NullMarked
package dev.dre.bot.words;

import org.jspecify.annotations.NullMarked;
