/** Kubernetes clusters on this machine, whose Jobs run as real processes. */
@NullMarked
package dev.dre.sandbox.clusters;

import org.jspecify.annotations.NullMarked;
