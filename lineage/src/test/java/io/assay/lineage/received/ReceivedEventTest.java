package io.assay.lineage.received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedEventTest {
    private static final String RUN = "{'runId':'3bb703d1-09c1-4a42-8da5-35a0b3216072'}";
    private static final String JOB = "{'namespace':'n','name':'j'}";

    @ParameterizedTest
    @CsvSource({
        "2020-12-28T19:51:01.641Z, 2020-12-28T19:51:01.641Z",
        "2020-12-28T19:51:01.641123456Z, 2020-12-28T19:51:01.641123456Z",
        "2020-12-28T19:51:01, 2020-12-28T19:51:01Z",
        "2020-12-28T19:51:01+02:00, 2020-12-28T17:51:01Z",
    })
    void timesAreTakenAsMarquezTakesThem(String written, Instant meant) {
        assertThat(parse("{'eventTime':'%s','producer':'p','run':%s,'job':%s}".formatted(written, RUN, JOB))
                        .at())
                .isEqualTo(meant);
    }

    @Test
    void unknownFacetsAndMissingTypesAndSchemaUrlsAreTaken() {
        ReceivedEvent event = parse(("{'eventTime':'2020-12-28T19:51:01Z','producer':'p','job':%s,"
                        + "'run':{'runId':'3bb703d1-09c1-4a42-8da5-35a0b3216072','facets':{'mine':{'a':1}}},"
                        + "'inputs':[{'namespace':'ü','name':'数据'}]}")
                .formatted(JOB));
        assertThat(event.type()).isEqualTo("OTHER");
        assertThat(event.inputs()).extracting(ReceivedEvent.EventDataset::name).containsExactly("数据");
        assertThat(event.at()).isEqualTo("2020-12-28T19:51:01Z");
        assertThat(event.id()).hasToString("3bb703d1-09c1-4a42-8da5-35a0b3216072");
    }

    @Test
    void datasetsAndJobsMayComeWithoutARun() {
        String dataset = "{'eventTime':'2020-12-28T19:51:01Z','producer':'p','dataset':{'namespace':'n','name':'d'}}";
        String job = "{'eventTime':'2020-12-28T19:51:01Z','producer':'p','job':%s}".formatted(JOB);
        assertThat(parse(dataset).type()).isEqualTo("DATASET");
        assertThat(parse(job).type()).isEqualTo("JOB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                    | line 1, column",
                "[]                                                                   | $: an object is needed",
                "{'producer':'p'}                                                     | $.eventTime: is missing",
                "{'eventTime':'now','producer':'p'}                                   | $.eventTime: 'now' is not a valid time",
                "{'eventTime':'2020-12-28T19:51:01Z'}                                 | $.producer: is missing",
                "{'eventTime':'2020-12-28T19:51:01Z','producer':'p'}                  | $.job: is missing",
                "{'eventTime':'2020-12-28T19:51:01Z','producer':'p','job':{'name':1}} | $.job.namespace: is missing",
                "{'eventTime':'2020-12-28T19:51:01Z','producer':'p','job':{'namespace':'n','name':'j'},'run':{'runId':'x'}}"
                        + " | $.run.runId: 'x' is not a valid UUID",
                "{'eventTime':'2020-12-28T19:51:01Z','producer':'p','job':{'namespace':'n','name':'j'},"
                        + "'inputs':[{'name':'d'}]} | $.inputs[0].namespace: is missing",
                "{'eventTime':'2020-12-28T19:51:01Z','producer':'p','job':{'namespace':'n','name':'j','facets':{'sql':1}}}"
                        + " | $.job.facets.sql: an object is needed",
            })
    void aMalformedEventIsReportedWithThePlaceOfTheFault(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith(message);
    }

    private static ReceivedEvent parse(String json) {
        return ReceivedEvent.parse(json.replace('\'', '"'));
    }
}
