/**
 * The durable shell around the pure operation: a workflow that reconciles, and the processes that
 * serve it.
 */
@NullMarked
package dev.dre.worker;

import org.jspecify.annotations.NullMarked;
