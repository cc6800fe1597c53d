/** What acts on stored objects: Jobs get Pods, deleted owners lose what they own. */
@NullMarked
package dev.dre.sandbox.clusters.controllers;

import org.jspecify.annotations.NullMarked;
