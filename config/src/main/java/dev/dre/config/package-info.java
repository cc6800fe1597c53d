/**
 * What an operator writes, read and checked: all problems at once, each with its place and its
 * remedy.
 */
@NullMarked
package dev.dre.config;

import org.jspecify.annotations.NullMarked;
