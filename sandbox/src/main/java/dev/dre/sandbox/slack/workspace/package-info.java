/** Who is there, and what was said: the only state that outlives a restart. */
@NullMarked
package dev.dre.sandbox.slack.workspace;

import org.jspecify.annotations.NullMarked;
