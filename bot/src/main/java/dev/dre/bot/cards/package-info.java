/** The cards: one keeper draws all of them from the operations' state, within what Slack allows. */
@NullMarked
package dev.dre.bot.cards;

import org.jspecify.annotations.NullMarked;
