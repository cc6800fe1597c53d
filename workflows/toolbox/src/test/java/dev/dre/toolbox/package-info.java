/** The toolbox's scripts, run against real servers: PostgreSQL 16 to 18. */
@NullMarked
package dev.dre.toolbox;

import org.jspecify.annotations.NullMarked;
