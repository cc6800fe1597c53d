package dev.dre.config;

/** A team, and the group that its members are in. */
public record Team(String name, String group) {}
