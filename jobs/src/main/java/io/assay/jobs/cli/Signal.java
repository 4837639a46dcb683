package io.assay.jobs.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A signal that ends the process and that the process can handle. */
enum Signal {
    /** Ctrl-C. */
    INT(2),
    /** What {@code kill} and schedulers send. */
    TERM(15);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    String word() {
        return "SIG" + name();
    }

    /** The exit code of a process that it ended, by the shells' convention. */
    int exit() {
        return 128 + number;
    }

    /**
     * Runs this in place of ending the JVM, in a thread of its own. By reflection, because the compiler warns of the
     * class that every JDK has for it; where there is none, or the JVM was started to leave signals alone, nothing
     * changes.
     */
    void handle(Runnable work) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    Signal.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> handled(proxy, method, arguments, work));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name()), handling);
        } catch (ReflectiveOperationException left) {
            // the JVM keeps this signal to itself: it ends the process, and only the last line is missing
        }
    }

    private static Object handled(Object proxy, Method method, Object[] arguments, Runnable work) {
        return switch (method.getName()) {
            case "handle" -> {
                work.run();
                yield Void.TYPE;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> method.getName();
        };
    }
}
