@NullMarked
package dev.dre.sandbox.samples;

import org.jspecify.annotations.NullMarked;
