/** What people's commands, clicks and dialogs become on their way to the app, and back. */
@NullMarked
package dev.dre.sandbox.slack.interaction;

import org.jspecify.annotations.NullMarked;
