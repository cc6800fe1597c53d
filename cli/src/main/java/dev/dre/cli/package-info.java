/** The command line for what needs neither Slack nor Temporal. */
@NullMarked
package dev.dre.cli;

import org.jspecify.annotations.NullMarked;
