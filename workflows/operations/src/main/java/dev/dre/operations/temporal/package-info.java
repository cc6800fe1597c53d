/**
 * What bot and worker say to each other through Temporal: workflow, activities, task queues, and
 * the form of their data.
 */
@NullMarked
package dev.dre.operations.temporal;

import org.jspecify.annotations.NullMarked;
