package org.apache.parquet.schema;

/**
 * A type of Parquet 1.16 that Spark's Parquet 1.13 does not have. Delta Kernel's readers name it, and the JVM does not
 * load them without it. No file that 1.13 reads has a column of this type, so there is never an instance.
 */
public abstract class LogicalTypeAnnotation$GeometryLogicalTypeAnnotation extends LogicalTypeAnnotation {
    private LogicalTypeAnnotation$GeometryLogicalTypeAnnotation() {}
}
