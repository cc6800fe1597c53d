package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dre.approvals.Actor;

/**
 * Somebody lifts the last hold, and the guards look once more before it goes on.
 *
 * @param by who wants it to go on
 * @param line whether it is lifted because the line goes on
 * @param byItself whether the hold had stood as long as its owner wanted
 */
public record Lift(
    Actor by,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean line,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean byItself) {}
