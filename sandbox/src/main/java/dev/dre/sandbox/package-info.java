/**
 * Everything on one machine: a Slack stand-in, two clusters, databases, Temporal, and dre itself.
 */
@NullMarked
package dev.dre.sandbox;

import org.jspecify.annotations.NullMarked;
