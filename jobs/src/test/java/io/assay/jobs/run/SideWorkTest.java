package io.assay.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SideWorkTest {
    @Test
    void anExceptionOfTheWorkIsThrownByItsResultAlone() {
        IllegalStateException full = new IllegalStateException("the disk is full");
        SideWork<String> work = SideWork.start("fails", () -> {
            throw full;
        });
        work.close();
        assertThatThrownBy(work::result).isSameAs(full);
    }

    @Test
    void anErrorOfTheWorkIsTheCauseOfWhatItsResultThrows() {
        StackOverflowError error = new StackOverflowError();
        SideWork<String> work = SideWork.start("fails", () -> {
            throw error;
        });
        work.close();
        assertThatThrownBy(work::result).isInstanceOf(CompletionException.class).hasCause(error);
    }

    @Test
    void closingWaitsForTheEndOfTheWork() throws InterruptedException {
        List<String> ended = new CopyOnWriteArrayList<>();
        CompletableFuture<String> permission = new CompletableFuture<>();
        SideWork<Boolean> work = SideWork.start("waits", () -> ended.add(permission.join()));
        Thread closing = new Thread(() -> {
            work.close();
            ended.add("close");
        });
        closing.start();
        while (!Set.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(closing.getState())) {
            Thread.onSpinWait();
        }
        permission.complete("work");
        closing.join();
        assertThat(ended).containsExactly("work", "close");
    }
}
