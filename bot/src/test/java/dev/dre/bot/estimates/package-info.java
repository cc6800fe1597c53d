@NullMarked
package dev.dre.bot.estimates;

import org.jspecify.annotations.NullMarked;
