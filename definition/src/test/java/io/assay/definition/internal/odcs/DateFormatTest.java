package io.assay.definition.internal.odcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DateFormatTest {
    private static List<String> faults(DateFormat kind, String format) {
        FaultCollector faults = new FaultCollector("c");
        kind.valid(format, new DocumentNode.Scalar(1, "format", format, DocumentNode.Kind.TEXT), faults);
        return faults.all().stream()
                .map(fault -> fault.what() + "; " + fault.fix())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DATE | YYYY-MM-dd | no date can be read by the format 'YYYY-MM-dd': Y is the year of a week; did you mean 'yyyy-MM-dd'?",
                "DATE | DD.MM.YYYY | no date can be read by the format 'DD.MM.YYYY': Y is the year of a week; did you mean 'dd.MM.yyyy'?",
                "DATE | yyyy-mm-dd | no date can be read by the format 'yyyy-mm-dd': m is the minute; did you mean 'yyyy-MM-dd'?",
                "DATE | yyyy-MM | no date can be read by the format 'yyyy-MM'; write a JDK DateTimeFormatter pattern that says all of a date, such as yyyy-MM-dd",
                "TIME | HH:MM | no time can be read by the format 'HH:MM'; did you mean 'HH:mm'?",
                "TIME | hh:mm | no time can be read by the format 'hh:mm': h is the hour of half a day; did you mean 'HH:mm'?",
                "TIMESTAMP | yyyy-MM-dd hh:mm:ss | no timestamp can be read by the format 'yyyy-MM-dd hh:mm:ss': h is the hour of half a day; did you mean 'yyyy-MM-dd HH:mm:ss'?",
                "TIMESTAMP | YYYY-MM-DD HH:MM:SS | no timestamp can be read by the format 'YYYY-MM-DD HH:MM:SS': Y is the year of a week; did you mean 'yyyy-MM-dd HH:mm:ss'?"
            })
    void thatReadsNothingIsAFault(DateFormat kind, String format, String fault) {
        assertThat(faults(kind, format)).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATE | yyyy-MM-dd",
                "DATE | uuuu-MM-dd",
                "DATE | d.M.yyyy",
                "DATE | dd/MM/yy",
                "DATE | yyyyMMdd",
                "DATE | yyyy-DDD",
                "DATE | EEE, d MMM yyyy",
                "DATE | YYYY-'W'ww-e",
                "TIME | HH:mm",
                "TIME | HH:mm:ss.SSS",
                "TIME | h:mm a",
                "TIME | HHmm",
                "TIMESTAMP | yyyy-MM-dd HH:mm:ss",
                "TIMESTAMP | yyyy-MM-dd'T'HH:mm:ssXXX",
                "TIMESTAMP | yyyy-MM-dd HH:mm:ss.SSSSSS",
                "TIMESTAMP | dd/MMM/yyyy:HH:mm:ss Z",
                "TIMESTAMP | yyyy-MM-dd HH:mm VV",
                "TIMESTAMP | yyyy-MM-dd",
                "TIMESTAMP | d MMM yyyy hh:mm a z"
            })
    void thatReadsIsNone(DateFormat kind, String format) {
        assertThat(faults(kind, format)).isEmpty();
    }
}
