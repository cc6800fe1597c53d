/** The command line for what needs no Slack. */
@NullMarked
package dev.dre.cli;

import org.jspecify.annotations.NullMarked;
