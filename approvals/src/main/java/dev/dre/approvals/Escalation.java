package dev.dre.approvals;

import java.time.Duration;

/**
 * Who is called when nobody decides. It gives no right to approve.
 *
 * @param after since the gate was opened, without the time of pauses
 */
public record Escalation(Duration after, Principal to) {}
