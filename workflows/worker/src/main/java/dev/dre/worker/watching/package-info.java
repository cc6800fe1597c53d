/** Looking until something holds, and what readings mean. */
@NullMarked
package dev.dre.worker.watching;

import org.jspecify.annotations.NullMarked;
