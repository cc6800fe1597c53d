package dev.dre.operations.temporal;

import dev.dre.operations.event.Verification;

/** Whether a change is there, and why one thinks so. */
public record ChangeVerdict(Verification verification, String evidence) {}
