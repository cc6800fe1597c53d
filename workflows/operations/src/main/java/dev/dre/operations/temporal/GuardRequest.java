package dev.dre.operations.temporal;

import dev.dre.operations.plan.PlannedGuard;

/** Looking until a guard says something else than {@code verdict}. */
public record GuardRequest(LookRequest look, PlannedGuard guard, String verdict) {}
