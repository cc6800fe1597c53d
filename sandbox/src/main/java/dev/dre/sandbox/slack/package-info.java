/**
 * A stand-in for Slack on one machine: Web API, Socket Mode, and an HTTP interface to act as
 * people.
 */
@NullMarked
package dev.dre.sandbox.slack;

import org.jspecify.annotations.NullMarked;
