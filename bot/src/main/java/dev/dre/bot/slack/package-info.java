/**
 * Slack itself: the Web API behind one gateway, and the listeners of commands, buttons and dialogs.
 */
@NullMarked
package dev.dre.bot.slack;

import org.jspecify.annotations.NullMarked;
