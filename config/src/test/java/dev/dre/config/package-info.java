/**
 * A configuration that is good is broken in one place, and the whole list of problems is looked at.
 */
@NullMarked
package dev.dre.config;

import org.jspecify.annotations.NullMarked;
