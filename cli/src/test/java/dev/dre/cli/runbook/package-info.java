@NullMarked
package dev.dre.cli.runbook;

import org.jspecify.annotations.NullMarked;
