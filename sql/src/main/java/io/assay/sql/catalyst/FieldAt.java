package io.assay.sql.catalyst;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import scala.Option;

/** A field of an object by its place: objects of a source may have fields whose names Spark takes for the same. */
public final class FieldAt {
    private FieldAt() {}

    /** The field, whose column has no name of its own; null of null. */
    public static Column of(Column object, int place) {
        return new Column(new GetStructField(object.expr(), place, Option.empty()));
    }
}
