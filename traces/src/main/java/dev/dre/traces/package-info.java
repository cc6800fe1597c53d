/** What operations did and how long it took, for those who collect traces. */
@NullMarked
package dev.dre.traces;

import org.jspecify.annotations.NullMarked;
