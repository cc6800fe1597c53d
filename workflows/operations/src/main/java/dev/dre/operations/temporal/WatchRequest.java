package dev.dre.operations.temporal;

import dev.dre.operations.plan.StepAction;

/** Looking until something holds. */
public record WatchRequest(LookRequest look, StepAction.Watch watch) {}
