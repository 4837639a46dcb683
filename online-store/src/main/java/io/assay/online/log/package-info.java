/** What happened: the runs that jobs logged, followed as they come. */
@NullMarked
package io.assay.online.log;

import org.jspecify.annotations.NullMarked;
