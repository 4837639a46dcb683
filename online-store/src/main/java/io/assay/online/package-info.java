/**
 * The online side of a warehouse: follows its Delta tables without Spark, keeps the newest rows in a local store, and
 * answers with values that are already encoded. Entry: {@link io.assay.online.OnlineStore}.
 */
@NullMarked
package io.assay.online;

import org.jspecify.annotations.NullMarked;
