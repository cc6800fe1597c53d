/** Searching what operations have done, in Temporal's own histories. */
@NullMarked
package dev.dre.operations.client.history;

import org.jspecify.annotations.NullMarked;
