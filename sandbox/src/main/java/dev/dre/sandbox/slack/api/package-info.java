/** The Web API: methods, tokens, rate limits, errors. */
@NullMarked
package dev.dre.sandbox.slack.api;

import org.jspecify.annotations.NullMarked;
