/**
 * The whole story played by itself: people act through the chat, and what came of it is checked
 * where it really is.
 */
@NullMarked
package dev.dre.sandbox.demo;

import org.jspecify.annotations.NullMarked;
