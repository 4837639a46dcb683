package io.assay.definition.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Failed to connect: jdbc:postgresql://h:1/db?user=bob&password=S3cr3tPw|Failed to connect: jdbc:postgresql://h:1/db?user=bob&password=***",
                "lineage to http://bob:S3cr3tPw@127.0.0.1:1/api|lineage to http://***@127.0.0.1:1/api",
                "'ftp://bob:S3cr3tPw@h' is not an HTTP endpoint|'ftp://***@h' is not an HTTP endpoint",
                "http://S3cr3tPw@h/x|http://***@h/x",
                "http://bob:S3c@r3tPw@h/x|http://***@h/x",
                "http://bob:S3cr/3tPw@h/x|http://***@h/x",
                "redis://:S3cr3tPw@h:6379|redis://***@h:6379",
                "jdbc:oracle:thin:bob/S3cr3tPw@h:1521/x|jdbc:oracle:thin:***@h:1521/x",
                "jdbc:sqlserver://h;user=sa;Password=S3cr3tPw;encrypt=true|jdbc:sqlserver://h;user=sa;Password=***;encrypt=true",
                "{user=bob, password=S3cr3tPw, x=1}|{user=bob, password=***, x=1}",
                "spark.hadoop.fs.s3a.secret.key=S3cr3tPw|spark.hadoop.fs.s3a.secret.key=***",
                "fs.azure.account.key.x.dfs.core.windows.net=S3cr3tPw==|fs.azure.account.key.x.dfs.core.windows.net=***",
                "https://h/p?sig=1&access_token=S3cr3tPw&a=b|https://h/p?sig=1&access_token=***&a=b",
                "https://h/p?X-Amz-Signature=S3cr3tPw|https://h/p?X-Amz-Signature=***",
                "password='S3cr3t Pw' next|password=*** next",
                "{\"password\": \"S3cr3t\\\"Pw\", \"a\": 1}|{\"password\": \"***\", \"a\": 1}",
                "Authorization: Bearer S3cr3tPw|Authorization: ***"
            })
    void whatIsSecretIsMasked(String text, String masked) {
        assertThat(Secrets.masked(text)).isEqualTo(masked).doesNotContain("S3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datasets.flights: 3 rows",
                "http://localhost:6566/v1/views",
                "jdbc:sqlite:/tmp/warehouse/catalog.db",
                "s3a://bucket/path/file@2.csv",
                "mail bob@example.org",
                "unexpected token: ')' at line 1",
                "http://h:8080/a@b",
                "contracts/a.odcs.yaml:3: at: what; fix",
                "2013-01-01T10:00:00Z"
            })
    void whatIsNotSecretStays(String text) {
        assertThat(Secrets.masked(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersAreEscapes() {
        String text = "a\u001b[31mred\u0007\u009b2J\u202etxt.exe\u0000é𝄞\ud800\r\n\tb";

        assertThat(TerminalText.line(text))
                .isEqualTo("a\\u001b[31mred\\u0007\\u009b2J\\u202etxt.exe\\u0000é𝄞\\ud800\\r\\n\\tb");
        assertThat(TerminalText.lines(text)).endsWith("\\r\n\tb");
        assertThat(TerminalText.json("{\"a\":\"\u009b\u202e\"}")).isEqualTo("{\"a\":\"\\u009b\\u202e\"}");
    }
}
