package dev.dre.operations.temporal;

import dev.dre.operations.event.Notice;

/**
 * What somebody outside tells an operation.
 *
 * @param over whether it is over: then the notice's words say what is so instead
 */
public record Noticed(Notice notice, boolean over) {}
