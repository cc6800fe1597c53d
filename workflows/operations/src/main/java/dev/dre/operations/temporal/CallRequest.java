package dev.dre.operations.temporal;

import dev.dre.operations.plan.PlannedCall;

/**
 * One call.
 *
 * @param key the same for each try of one attempt of a step: who is called can tell that it was
 *     asked already
 */
public record CallRequest(PlannedCall call, String key) {}
