/** What the servers are trusted to do, tried on real ones. */
@NullMarked
package dev.dre.servers;

import org.jspecify.annotations.NullMarked;
