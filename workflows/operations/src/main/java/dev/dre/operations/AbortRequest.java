package dev.dre.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dre.approvals.Actor;
import java.time.Instant;

/**
 * Who wanted it to stop, and why.
 *
 * @param reason empty when none was given
 * @param reverse whether it stops where it is, for another operation to go back; otherwise it is
 *     undone
 */
public record AbortRequest(
    Actor by,
    String reason,
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean reverse) {}
