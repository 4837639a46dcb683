/** Topics of Kafka as inputs: the one package that knows Kafka. Entry: {@link io.assay.jobs.kafka.Topic}. */
@NullMarked
package io.assay.jobs.kafka;

import org.jspecify.annotations.NullMarked;
