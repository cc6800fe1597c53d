/** Telling what happened: the Slack thread, and the audit file. */
@NullMarked
package dev.dre.bot.sinks;

import org.jspecify.annotations.NullMarked;
