/**
 * From what an operator has written and what somebody has typed to a plan, or to the reason why
 * there is none.
 */
@NullMarked
package dev.dre.operations.planning;

import org.jspecify.annotations.NullMarked;
