/** Whether a process lives, what it lacks, and its metrics, over HTTP. */
@NullMarked
package dev.dre.health;

import org.jspecify.annotations.NullMarked;
