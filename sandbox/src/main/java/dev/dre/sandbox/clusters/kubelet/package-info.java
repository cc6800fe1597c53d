/** What turns a Pod into a process of this machine, and the process's end into the Pod's status. */
@NullMarked
package dev.dre.sandbox.clusters.kubelet;

import org.jspecify.annotations.NullMarked;
