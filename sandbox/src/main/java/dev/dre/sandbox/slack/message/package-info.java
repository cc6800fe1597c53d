/** Messages as an app writes them: what may be said, and in what shape it is kept. */
@NullMarked
package dev.dre.sandbox.slack.message;

import org.jspecify.annotations.NullMarked;
