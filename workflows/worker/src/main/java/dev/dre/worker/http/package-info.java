/** Calling others by HTTP: only hosts that the settings name, with the tokens that they say. */
@NullMarked
package dev.dre.worker.http;

import org.jspecify.annotations.NullMarked;
