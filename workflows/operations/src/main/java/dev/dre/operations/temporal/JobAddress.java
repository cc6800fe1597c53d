package dev.dre.operations.temporal;

import dev.dre.operations.plan.ClusterName;

/** Where a Job is, or would be. */
public record JobAddress(ClusterName cluster, String namespace, String name) {}
