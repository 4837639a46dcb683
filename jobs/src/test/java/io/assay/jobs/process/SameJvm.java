package io.assay.jobs.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this one's class path and options, for what must be able to die. */
public final class SameJvm {
    private SameJvm() {}

    /** Starts a main class; what it prints goes to {@code log}. */
    public static Process start(Path log, List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        return new ProcessBuilder(command(options, main, arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The words that start it. */
    static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Packaged.java());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx700m", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
        command.addAll(options);
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", path, main.getName()));
        command.addAll(arguments);
        return command;
    }
}
