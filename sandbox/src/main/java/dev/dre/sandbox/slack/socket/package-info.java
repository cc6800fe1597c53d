/** Socket Mode: tickets, connections, envelopes and their acks. */
@NullMarked
package dev.dre.sandbox.slack.socket;

import org.jspecify.annotations.NullMarked;
