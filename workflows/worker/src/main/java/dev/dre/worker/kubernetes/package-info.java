/**
 * Running a command as a Kubernetes Job and following it. Only here is the Kubernetes client known.
 */
@NullMarked
package dev.dre.worker.kubernetes;

import org.jspecify.annotations.NullMarked;
