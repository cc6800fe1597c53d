@NullMarked
package dev.dre.cli.op;

import org.jspecify.annotations.NullMarked;
