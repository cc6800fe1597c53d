package dev.dre.config;

import java.util.List;
import java.util.Optional;

/**
 * People.
 *
 * @param members user ids; empty when {@code usergroup} is given
 * @param usergroup one of Slack's user groups, asked whenever it matters
 */
public record Group(String name, List<String> members, Optional<String> usergroup) {}
