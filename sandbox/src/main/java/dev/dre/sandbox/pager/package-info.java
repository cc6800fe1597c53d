/** What stands in for a pager: takes what dre sends, and shows it. */
@NullMarked
package dev.dre.sandbox.pager;

import org.jspecify.annotations.NullMarked;
