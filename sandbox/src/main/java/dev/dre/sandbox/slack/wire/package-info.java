/** HTTP and JSON as the stand-in speaks them. */
@NullMarked
package dev.dre.sandbox.slack.wire;

import org.jspecify.annotations.NullMarked;
