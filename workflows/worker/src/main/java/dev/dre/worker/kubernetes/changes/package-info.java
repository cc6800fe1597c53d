/** Changes of objects in a cluster: what would change, who owns it, whether it has come through. */
@NullMarked
package dev.dre.worker.kubernetes.changes;

import org.jspecify.annotations.NullMarked;
