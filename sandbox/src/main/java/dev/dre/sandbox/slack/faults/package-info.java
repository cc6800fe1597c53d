/** What can be made to go wrong, and what was asked. */
@NullMarked
package dev.dre.sandbox.slack.faults;

import org.jspecify.annotations.NullMarked;
