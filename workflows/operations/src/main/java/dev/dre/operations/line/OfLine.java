package dev.dre.operations.line;

/** What a hold of one operation knows of the stop of the line that it came from. */
public record OfLine(LineHoldId id, LineScope scope) {}
