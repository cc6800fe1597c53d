/** How long steps take: from their progress, and from what earlier operations took. Pure. */
@NullMarked
package dev.dre.bot.estimates;

import org.jspecify.annotations.NullMarked;
