/**
 * Clients that write all the time, so that moving a database moves one that lives; and the count of
 * what they lost.
 */
@NullMarked
package dev.dre.sandbox.load;

import org.jspecify.annotations.NullMarked;
