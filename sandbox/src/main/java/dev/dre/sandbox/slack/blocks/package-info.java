/** Block Kit: what Slack accepts, and what it makes of it. */
@NullMarked
package dev.dre.sandbox.slack.blocks;

import org.jspecify.annotations.NullMarked;
