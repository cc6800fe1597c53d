package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Looks once, without changing anything. Told apart by their fields: one was all for a while. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION, defaultImpl = PlannedJob.class)
@JsonSubTypes({@JsonSubTypes.Type(PlannedJob.class), @JsonSubTypes.Type(PlannedCall.class)})
public sealed interface Probe permits PlannedJob, PlannedCall {}
