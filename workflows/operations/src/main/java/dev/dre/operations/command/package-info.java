/** What people want from an operation, and what it answers. */
@NullMarked
package dev.dre.operations.command;

import org.jspecify.annotations.NullMarked;
