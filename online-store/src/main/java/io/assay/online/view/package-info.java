/** Feature views to read from. Entry: {@link io.assay.online.view.OnlineView}. */
@NullMarked
package io.assay.online.view;

import org.jspecify.annotations.NullMarked;
