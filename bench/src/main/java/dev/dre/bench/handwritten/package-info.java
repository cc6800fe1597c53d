/** What somebody would write who needs one operation and nothing else: what dre is compared to. */
@NullMarked
package dev.dre.bench.handwritten;

import org.jspecify.annotations.NullMarked;
