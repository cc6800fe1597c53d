/** Moving a database of some size while it is written to, beside plain logical replication. */
@NullMarked
package dev.dre.bench.move;

import org.jspecify.annotations.NullMarked;
