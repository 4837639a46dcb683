package io.assay.validation.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {
    @Test
    void resultsAreInTheOrderOfTheTasks() {
        CountDownLatch second = new CountDownLatch(1);
        List<Callable<String>> work = List.of(
                () -> {
                    second.await();
                    return "a";
                },
                () -> {
                    second.countDown();
                    return "b";
                },
                () -> "c");

        assertThat(ParallelTasks.run(2, "it is tested", work)).containsExactly("a", "b", "c");
        assertThat(ParallelTasks.run(2, "it is tested", List.<Callable<String>>of()))
                .isEmpty();
    }

    @Test
    void afterAFailureNoTaskIsRunning() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        List<Callable<Long>> work = List.of(
                () -> {
                    begun.await();
                    throw new IllegalArgumentException("no");
                },
                () -> {
                    begun.countDown();
                    long sum = 0;
                    for (int i = 0; i < 50_000_000; i++) {
                        sum += Long.numberOfTrailingZeros(sum + i);
                    }
                    ended.set(true);
                    return sum;
                });

        assertThatThrownBy(() -> ParallelTasks.run(2, "it is tested", work))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(ended).isTrue();
    }

    @Test
    void anInterruptionEndsTheTasksAndIsKept() {
        AtomicBoolean stopped = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        Callable<String> waiting = () -> {
            caller.interrupt();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.set(true);
            }
            return "";
        };

        assertThatThrownBy(() -> ParallelTasks.run(1, "it is tested", List.of(waiting)))
                .hasMessage("interrupted while it is tested");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped).isTrue();
    }
}
