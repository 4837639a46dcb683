/**
 * Delta tables as streams of rows, by Delta Kernel; the only package that names it. Entry:
 * {@link io.assay.online.table.TableFollower}.
 */
@NullMarked
package io.assay.online.table;

import org.jspecify.annotations.NullMarked;
