@NullMarked
package dev.dre.sandbox.faults;

import org.jspecify.annotations.NullMarked;
