/** Where rows are kept: an interface of ours, LMDB behind it. Entry: {@link io.assay.online.store.KeyStore}. */
@NullMarked
package io.assay.online.store;

import org.jspecify.annotations.NullMarked;
