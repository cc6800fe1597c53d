/** Conditions that an operator writes, in the Common Expression Language. */
@NullMarked
package dev.dre.config.expression;

import org.jspecify.annotations.NullMarked;
