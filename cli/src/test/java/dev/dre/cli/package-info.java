/** What people see who type commands. */
@NullMarked
package dev.dre.cli;

import org.jspecify.annotations.NullMarked;
