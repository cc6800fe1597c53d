/**
 * The plan of an operation: a runbook resolved for given parameters, immutable, carried by the
 * operation itself.
 */
@NullMarked
package dev.dre.operations.plan;

import org.jspecify.annotations.NullMarked;
