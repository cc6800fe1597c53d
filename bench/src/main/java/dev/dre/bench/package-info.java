/**
 * Benchmarks: dre beside hand-written workflows on the same server, and a move beside plain
 * replication, in the same run.
 */
@NullMarked
package dev.dre.bench;

import org.jspecify.annotations.NullMarked;
