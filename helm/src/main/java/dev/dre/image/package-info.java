/** Where a container of dre begins. */
@NullMarked
package dev.dre.image;

import org.jspecify.annotations.NullMarked;
