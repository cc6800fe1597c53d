/**
 * What a client of a cluster sees: stored objects, strict as a real API server is, without anything
 * that acts on them.
 */
@NullMarked
package dev.dre.sandbox.clusters.apiserver;

import org.jspecify.annotations.NullMarked;
