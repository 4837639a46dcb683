package io.assay.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual, the README and the folders' READMEs are tested: samples are valid, links lead somewhere. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT, 3)) {
            return all.filter(page -> page.toString().endsWith(".md"))
                    .filter(page -> Stream.of("target", ".venv", "node_modules", ".git")
                            .noneMatch(folder -> page.toString().contains("/" + folder + "/")))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(BLOCK.matcher(text(page)).replaceAll(""));
        while (link.find()) {
            String target = link.group(1);
            if (target.contains("://") || target.startsWith("mailto:")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty()
                    ? ROOT.resolve(page)
                    : ROOT.resolve(page).resolveSibling(parts[0]).normalize();
            if (!Files.exists(file) || (parts.length == 2 && !anchors(file).contains(parts[1]))) {
                broken.add(target);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void yamlThatNamesItsFileIsAProjectWithoutFaults(Path page, @TempDir Path folder) throws IOException {
        for (String block : blocks(page, "yaml")) {
            Matcher name = Pattern.compile("\\A# (\\S+\\.yaml)\\n").matcher(block);
            assertThat(name.find())
                    .as("the first line of each YAML block of %s names its file", page)
                    .isTrue();
            Path file = folder.resolve(name.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, block);
        }
        if (Files.exists(folder.resolve("assay.yaml"))) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, UTF_8);
            int exit = Assay.run(new Console(out, out), Clock.systemUTC(), "check", folder.toString());
            assertThat(exit).as(printed.toString(UTF_8)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsAreOnesThatTheCommandLineTakes(Path page) throws IOException {
        for (String line : commands(page)) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(line);
            while (word.find()) {
                words.add(Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(found -> found != null)
                        .findFirst()
                        .orElseThrow());
            }
            CommandLine commands = new CommandLine(CommandSpec.create()
                    .name("assay")
                    .mixinStandardHelpOptions(true)
                    .addMixin("options", CommandSpec.forAnnotatedObject(new GlobalOptions())));
            Commands.addTo(commands, List.of());
            var parsed = commands.parseArgs(words.toArray(String[]::new));
            assertThat(parsed.hasSubcommand()).as(line).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void jsonIsJson(Path page) throws IOException {
        for (String block : blocks(page, "json")) {
            assertThat(Json.MAPPER.readTree(block).isContainerNode()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void aBenchmarkCompiles(Path source, @TempDir Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, UTF_8).getJavaFileObjects(source);
        List<String> options = List.of(
                "-proc:none",
                "-sourcepath",
                source.resolveSibling("").toString(),
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"));
        assertThat(compiler.getTask(said, null, null, options, null, files).call())
                .as(said.toString())
                .isTrue();
    }

    private static List<Path> benchmarks() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("benchmarks"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** What follows {@code ./assay} or the jar's name in blocks without a language; comments left out. */
    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        for (String block : blocks(page, "")) {
            for (String line : block.replace("\\\n", " ").lines().toList()) {
                Matcher call = Pattern.compile(
                                "^(?:\\$ )?(?:\\./assay|spark-submit .*?assay-jobs\\.jar) (.*?)(?: +#.*)?$")
                        .matcher(line);
                if (call.find() && !call.group(1).startsWith("COMMAND")) {
                    commands.add(call.group(1));
                }
            }
        }
        return commands;
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(page));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    /** The names GitHub gives to a page's headings. */
    private static List<String> anchors(Path file) throws IOException {
        return Pattern.compile("(?m)^#+ (.+)$")
                .matcher(Files.readString(file))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String text(Path page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }
}
