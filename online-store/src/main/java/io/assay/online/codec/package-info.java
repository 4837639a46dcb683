/** How keys, rows and values are written as bytes: what the store keeps and what responses are spliced from. */
@NullMarked
package io.assay.online.codec;

import org.jspecify.annotations.NullMarked;
