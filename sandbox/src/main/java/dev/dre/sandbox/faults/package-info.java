/** What anybody can switch on to go wrong in the sandbox, to see what then happens. */
@NullMarked
package dev.dre.sandbox.faults;

import org.jspecify.annotations.NullMarked;
