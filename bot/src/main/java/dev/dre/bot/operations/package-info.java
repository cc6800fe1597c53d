/** Finding operations and telling them what people want, through Temporal. */
@NullMarked
package dev.dre.bot.operations;

import org.jspecify.annotations.NullMarked;
