/** What happened to an operation, and how far each sink has been told. */
@NullMarked
package dev.dre.operations.event;

import org.jspecify.annotations.NullMarked;
