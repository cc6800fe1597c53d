/** Finding operations and telling them what people want, through Temporal. */
@NullMarked
package dev.dre.operations.client;

import org.jspecify.annotations.NullMarked;
