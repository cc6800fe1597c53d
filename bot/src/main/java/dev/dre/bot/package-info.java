/** The bot's process: its settings, and what it is made of. */
@NullMarked
package dev.dre.bot;

import org.jspecify.annotations.NullMarked;
