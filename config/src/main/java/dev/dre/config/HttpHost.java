package dev.dre.config;

import java.util.Optional;

/**
 * Somebody who may be called by HTTP.
 *
 * @param token where the token is that is sent as {@code Authorization: Bearer}, {@code env:NAME}
 *     or {@code file:/path}, read by the worker at each call; empty: none is sent
 */
public record HttpHost(Optional<String> token) {}
