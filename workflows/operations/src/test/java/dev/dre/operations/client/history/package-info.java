@NullMarked
package dev.dre.operations.client.history;

import org.jspecify.annotations.NullMarked;
