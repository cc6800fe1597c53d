/**
 * The JSON form of everything that is stored or travels: stable names, old and new versions
 * readable by each other.
 */
@NullMarked
package dev.dre.operations.json;

import org.jspecify.annotations.NullMarked;
