/** Who may decide: policies, quorum, exclusions, expiry. Pure: no I/O, no clock, no dependency. */
@NullMarked
package dev.dre.approvals;

import org.jspecify.annotations.NullMarked;
