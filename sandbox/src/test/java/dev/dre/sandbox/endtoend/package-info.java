/** The whole of dre at work: over Socket Mode, with the Temporal server, PostgreSQL and Jobs. */
@NullMarked
package dev.dre.sandbox.endtoend;

import org.jspecify.annotations.NullMarked;
