@NullMarked
package dev.dre.helm;

import org.jspecify.annotations.NullMarked;
