package dev.dre.cli.runbook;

import dev.dre.operations.event.Happening;
import java.time.Duration;

/**
 * What happened.
 *
 * @param after since the operation was started
 * @param words what the thread says of it, as it is read there; empty when it says nothing
 */
record Told(Duration after, Happening what, String words) {}
