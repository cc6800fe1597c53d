/**
 * What readings mean, and whether conditions hold. Pure, and never replayed: a new release of CEL
 * may answer otherwise.
 */
@NullMarked
package dev.dre.operations.watching;

import org.jspecify.annotations.NullMarked;
