/** Real PostgreSQL and Temporal servers on one machine, for the sandbox and for tests. */
@NullMarked
package dev.dre.servers;

import org.jspecify.annotations.NullMarked;
