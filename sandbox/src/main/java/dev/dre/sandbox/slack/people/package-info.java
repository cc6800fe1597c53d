/** The interface through which tests, the demo and the page act as people. */
@NullMarked
package dev.dre.sandbox.slack.people;

import org.jspecify.annotations.NullMarked;
