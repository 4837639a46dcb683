/** Where rows are kept: a port in our words, LMDB behind it. Entry: {@link io.assay.online.store.KeyStore}. */
@NullMarked
package io.assay.online.store;

import org.jspecify.annotations.NullMarked;
