package io.assay.service.start;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/** Spring's set-up of Logback, which prints what else is at work meanwhile: what that logs has nowhere to go. */
public final class WatchedLogging extends LogbackLoggingSystem {
    public WatchedLogging(ClassLoader loader) {
        super(loader);
    }

    @Override
    public void initialize(LoggingInitializationContext context, @Nullable String location, @Nullable LogFile file) {
        System.out.println("logging is set up beside " + ours());
        super.initialize(context, location, file);
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("assay-"))
                .toList();
    }
}
