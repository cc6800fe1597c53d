/** What the runbooks of the sandbox talk to, beside databases: a status page, and a workflow. */
@NullMarked
package dev.dre.sandbox.samples;

import org.jspecify.annotations.NullMarked;
