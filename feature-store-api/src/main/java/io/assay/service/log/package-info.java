/** What happened: the runs that jobs logged, followed as they come. */
@NullMarked
package io.assay.service.log;

import org.jspecify.annotations.NullMarked;
