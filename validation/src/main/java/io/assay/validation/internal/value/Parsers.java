package io.assay.validation.internal.value;

import com.fasterxml.jackson.core.JsonToken;
import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.ValueParser.Unparsed;
import java.util.Base64;
import org.apache.spark.unsafe.types.UTF8String;

/** The parser of each scalar type. */
final class Parsers implements ColumnType.Cases<ValueParser> {
    @Override
    public ValueParser string(ColumnType.StringType type) {
        return UTF8String::fromBytes;
    }

    @Override
    public ValueParser bool(ColumnType.Bool type) {
        return new BooleanParser();
    }

    @Override
    public ValueParser integer(ColumnType.IntegerType type) {
        return new IntegerParser(type.bits());
    }

    @Override
    public ValueParser floatingPoint(ColumnType.FloatingPointType type) {
        return new FloatingPointParser(type.bits() == 32);
    }

    @Override
    public ValueParser decimal(ColumnType.Decimal type) {
        return new DecimalParser(type.precision(), type.scale());
    }

    @Override
    public ValueParser date(ColumnType.Date type) {
        return type.format().<ValueParser>map(FormattedDateParser::new).orElseGet(() -> (bytes, offset, length) -> {
            int day = length == IsoDate.LENGTH ? IsoDate.epochDay(bytes, offset) : IsoDate.NONE;
            return day != IsoDate.NONE && YearRange.holdsDay(day) ? (Object) day : Unparsed.FAULT;
        });
    }

    @Override
    public ValueParser timestamp(ColumnType.Timestamp type) {
        return type.format()
                .<ValueParser>map(format -> new FormattedTimestampParser(format, type.zone()))
                .orElseGet(() -> new IsoTimestampParser(type.zone()));
    }

    @Override
    public ValueParser time(ColumnType.Time type) {
        return new TimeParser(type.format());
    }

    /** Base64: the one text form of bytes that CSV and JSON share. */
    @Override
    public ValueParser bytes(ColumnType.Bytes type) {
        return (bytes, offset, length) -> {
            byte[] text = new byte[length];
            System.arraycopy(bytes, offset, text, 0, length);
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return Unparsed.FAULT;
            }
        };
    }

    @Override
    public ValueParser json(ColumnType.Json type) {
        return switch (type.shape()) {
            case OBJECT -> new JsonTextParser(JsonToken.START_OBJECT);
            case ARRAY -> new JsonTextParser(JsonToken.START_ARRAY);
            case ANY -> UTF8String::fromBytes;
        };
    }

    @Override
    public ValueParser struct(ColumnType.Struct type) {
        throw new IllegalArgumentException("a struct has no text");
    }

    @Override
    public ValueParser array(ColumnType.Array type) {
        throw new IllegalArgumentException("an array has no text");
    }
}
