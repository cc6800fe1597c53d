/** Plays runbooks against what a test gives, with the rules that operations follow, in no time. */
@NullMarked
package dev.dre.cli.runbook;

import org.jspecify.annotations.NullMarked;
