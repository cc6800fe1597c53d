/**
 * The operation as a pure state machine: no I/O, no clock, no Temporal. Time comes in as an
 * argument.
 */
@NullMarked
package dev.dre.operations;

import org.jspecify.annotations.NullMarked;
