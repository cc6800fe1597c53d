/** Typed names of what an operation is made of. */
@NullMarked
package dev.dre.operations.id;

import org.jspecify.annotations.NullMarked;
