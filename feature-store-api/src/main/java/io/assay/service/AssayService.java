package io.assay.service;

import io.assay.online.OnlineStore;
import io.assay.online.OnlineStoreSettings;
import io.assay.online.log.RunHistory;
import io.assay.service.start.ServiceOptions;
import io.assay.service.start.ServiceOptions.Lifetime;
import io.assay.service.start.ServiceSettings;
import io.assay.service.start.StartFailure;
import io.assay.service.start.StartFailure.Kind;
import io.assay.warehouse.WarehouseLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the service. Entry type of this module. */
public final class AssayService {
    private static final int BUG = 70;
    private static final int OUTSIDE = 3;

    private AssayService() {}

    /**
     * Serves until stopped; a start that fails is one line for each fault on stderr, and the exit code depends on the
     * cause.
     */
    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT); // libraries write numbers into names of files and documents by the default
        if (List.of(arguments).contains("--help")) {
            System.out.print(ServiceOptions.HELP);
            return;
        }
        try {
            RunningService service = start(ServiceOptions.parse(arguments));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
            service.whenBroken(AssayService::endBroken);
            Thread.setDefaultUncaughtExceptionHandler(AssayService::endOnError);
            if (service.settings().options().lifetime() == Lifetime.UNTIL_INPUT_ENDS) {
                endWithInput();
            }
            System.out.printf(
                    "assay-service: serving %s at http://localhost:%d (service clock: %s)%n",
                    service.settings().project(),
                    service.port(),
                    service.settings().clock().instant());
        } catch (StartFailure failure) {
            String.valueOf(failure.getMessage())
                    .lines()
                    .forEach(fault -> System.err.println("assay-service: " + fault));
            System.exit(failure.exitCode());
        } catch (RuntimeException | LinkageError bug) {
            LoggerFactory.getLogger(AssayService.class).error("the service cannot start; please report it", bug);
            System.err.printf("assay-service: internal error: %s; the log above has more, please report it%n", bug);
            System.exit(BUG);
        }
    }

    /** A pipe ends when the process at its other end does, however it ends: a kill -9 of it takes this one with it. */
    private static void endWithInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException broken) {
                        LoggerFactory.getLogger(AssayService.class).debug("standard input is broken", broken);
                    }
                    System.exit(0);
                },
                "end-with-input");
        watch.setDaemon(true);
        watch.start();
    }

    /** A thread that dies of an error, of too little memory above all, would leave a service that only half works. */
    private static void endOnError(Thread thread, Throwable thrown) {
        if (thrown instanceof Error) {
            endBroken();
        }
        LoggerFactory.getLogger(AssayService.class).error("the thread {} has ended", thread.getName(), thrown);
    }

    /** At once and without hooks: they may need what the JVM no longer has. */
    private static void endBroken() {
        try {
            System.err.println("assay-service: memory: OutOfMemoryError or another error that the service cannot"
                    + " survive, see the log above; start it again, with a larger heap (-Xmx)");
        } finally {
            Runtime.getRuntime().halt(OUTSIDE);
        }
    }

    /** A started service; it may still be following what is already in the warehouse. */
    public static RunningService start(ServiceOptions options) {
        ServiceSettings settings = ServiceSettings.of(options);
        OnlineStore store = open(settings);
        try {
            RunHistory history = new RunHistory();
            store.follow(WarehouseLayout.LOG, history);
            return new RunningService(settings, store, spring(settings, store, history));
        } catch (RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    private static OnlineStore open(ServiceSettings settings) {
        try {
            return OnlineStore.open(OnlineStoreSettings.of(settings.warehouse(), settings.store()), settings.clock());
        } catch (RuntimeException unopened) {
            throw StartFailure.of(Kind.OUTSIDE, storeFailure(settings, unopened), unopened);
        }
    }

    /** The store's own message if it names the place; else with the place and a remedy. */
    private static String storeFailure(ServiceSettings settings, RuntimeException failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return reason.startsWith(settings.store().toString())
                ? reason
                : "%s: the online store cannot be opened: %s; give this user the right to write there, or set online.path in assay.yaml"
                        .formatted(settings.store(), reason);
    }

    private static ConfigurableApplicationContext spring(
            ServiceSettings settings, OnlineStore store, RunHistory history) {
        SpringApplication application = new SpringApplication(ServiceApplication.class);
        application.setDefaultProperties(
                Map.of("server.port", settings.options().port()));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(ServiceSettings.class, () -> settings);
            beans.registerBean(OnlineStore.class, () -> store, bean -> bean.setDestroyMethodName(""));
            beans.registerBean(RunHistory.class, () -> history);
            store.start(); // only now: Spring has set up logging anew, and what is logged meanwhile goes nowhere
        });
        try {
            return application.run(settings.options().arguments().toArray(String[]::new));
        } catch (RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException taken) {
                    throw ServiceSettings.portInUse(taken.getPort(), failed);
                }
            }
            throw failed;
        }
    }
}
