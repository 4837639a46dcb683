package io.assay.validation.internal.value;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.TextParser.Unparsed;
import java.util.Base64;
import org.apache.spark.unsafe.types.UTF8String;

/** The parser of each scalar type. */
final class Parsers implements ColumnType.Cases<TextParser> {
    @Override
    public TextParser text(ColumnType.Text type) {
        return UTF8String::fromBytes;
    }

    @Override
    public TextParser bool(ColumnType.Bool type) {
        return new BooleanParser();
    }

    @Override
    public TextParser whole(ColumnType.Whole type) {
        return new WholeParser(type.bits());
    }

    @Override
    public TextParser floating(ColumnType.Floating type) {
        return new FloatingParser(type.bits() == 32);
    }

    @Override
    public TextParser decimal(ColumnType.Decimal type) {
        return new DecimalParser(type.precision(), type.scale());
    }

    @Override
    public TextParser date(ColumnType.Date type) {
        return type.format().<TextParser>map(FormattedDateParser::new).orElseGet(() -> (bytes, offset, length) -> {
            int day = length == IsoDate.LENGTH ? IsoDate.epochDay(bytes, offset) : IsoDate.NONE;
            return day == IsoDate.NONE ? Unparsed.FAULT : (Object) day;
        });
    }

    @Override
    public TextParser timestamp(ColumnType.Timestamp type) {
        return type.format()
                .<TextParser>map(format -> new FormattedTimestampParser(format, type.zone()))
                .orElseGet(() -> new IsoTimestampParser(type.zone()));
    }

    @Override
    public TextParser time(ColumnType.Time type) {
        return new TimeParser(type.format());
    }

    /** Base64: the one text form of bytes that CSV and JSON share. */
    @Override
    public TextParser bytes(ColumnType.Bytes type) {
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
    public TextParser struct(ColumnType.Struct type) {
        throw new IllegalArgumentException("a struct has no text");
    }

    @Override
    public TextParser array(ColumnType.Array type) {
        throw new IllegalArgumentException("an array has no text");
    }
}
