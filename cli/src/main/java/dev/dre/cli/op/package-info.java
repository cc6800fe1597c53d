/** {@code dre op …}: operations by the command line, straight to Temporal, past the chat. */
@NullMarked
package dev.dre.cli.op;

import org.jspecify.annotations.NullMarked;
