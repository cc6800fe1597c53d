/** What should be in flight for an operation, and what came of it. */
@NullMarked
package dev.dre.operations.effect;

import org.jspecify.annotations.NullMarked;
