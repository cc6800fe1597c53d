package dev.dre.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where what needs a person at night is sent.
 *
 * @param url gets a POST for each trouble and each resolution
 * @param secret where the key is that signs them, {@code env:NAME} or {@code file:/path}; empty:
 *     they are not signed
 */
public record Webhook(URI url, Optional<String> secret) {}
