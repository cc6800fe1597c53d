/** Who somebody is and what groups they are in, asked when it matters and failing closed. */
@NullMarked
package dev.dre.bot.people;

import org.jspecify.annotations.NullMarked;
