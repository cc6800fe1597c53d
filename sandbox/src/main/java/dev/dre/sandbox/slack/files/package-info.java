/** Files that the app uploads: announced, received, shared, and kept beside the messages. */
@NullMarked
package dev.dre.sandbox.slack.files;

import org.jspecify.annotations.NullMarked;
