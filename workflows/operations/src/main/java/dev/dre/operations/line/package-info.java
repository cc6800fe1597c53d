/**
 * Stopping the line: what one pause of many operations is about, and who wants it. The rules are in
 * {@code dev.dre.operations.Line}.
 */
@NullMarked
package dev.dre.operations.line;

import org.jspecify.annotations.NullMarked;
