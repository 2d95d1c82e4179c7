package org.adit.app.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A line a step and an indented line for each thing that was seen. A terminal shows the running step with a clock.
final class LinesForPeople implements DemoScreen {
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String DIM = "2";
    private static final int NAME = 13;
    private static final int TITLE = 56;
    private static final int PLACE = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private final long openedNanos = System.nanoTime();
    private long begunNanos;
    private @Nullable Clock clock;

    LinesForPeople(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void opens() {
        out.println("client ── home router (NAT) ── internet ── gateway ── company: wiki, payroll, DNS");
        out.println();
        out.flush();
    }

    @Override
    public void begins(DemoStep step, int number) {
        begunNanos = System.nanoTime();
        if (terminal) {
            clock = Clock.ticking(() -> print("\r\033[K" + head("…", DIM, step)));
        }
    }

    @Override
    public void proved(DemoStep step, List<Sighting> evidence) {
        ends("✓", GREEN, step, evidence);
    }

    @Override
    public void keeps(List<String> lookAround) {
        out.println();
        lookAround.forEach(out::println);
        out.println();
        out.flush();
    }

    @Override
    public void interrupted(DemoStep step) {
        stopClock();
        out.println("interrupted; cleaning up");
        out.flush();
    }

    @Override
    public void failed(DemoStep step, List<Sighting> evidence, DemoFailure failure, LastWords words) {
        ends("✗", RED, step, evidence);
        if (failure instanceof DemoFailure.Interrupted) {
            out.println(failure.explain().what()); // the process ends before anybody else could say it
        }
        lastWords("gateway", words.gateway());
        lastWords("client", words.client());
        out.flush();
    }

    @Override
    public void closes(int steps) {
        out.println();
        out.println("%d steps shown in %s.".formatted(steps, seconds(openedNanos)));
        out.flush();
    }

    private void ends(String mark, String colour, DemoStep step, List<Sighting> evidence) {
        stopClock();
        out.println(head(mark, colour, step));
        for (Sighting each : evidence) {
            out.println("    " + paint(DIM, padded(each.where(), PLACE))
                    + each.saw().replaceAll("\\s*\\R\\s*", "; "));
        }
        out.flush();
    }

    private void lastWords(String who, List<String> words) {
        if (!words.isEmpty()) {
            out.println("    the last words of the " + who + ":");
            words.forEach(line -> out.println("      " + line));
        }
    }

    private String head(String mark, String colour, DemoStep step) {
        return paint(colour, mark) + " " + padded(step.name(), NAME) + padded(step.title(), TITLE)
                + paint(DIM, "%7s".formatted(seconds(begunNanos)));
    }

    private void stopClock() {
        if (clock != null) {
            clock.stop();
            clock = null;
            print("\r\033[K");
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    private String paint(String colour, String text) {
        return terminal ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String seconds(long sinceNanos) {
        return String.format(
                Locale.ROOT,
                "%.1f s",
                Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis() / 1000.0);
    }

    /// Draws again and again on a thread of its own, until it is stopped.
    private static final class Clock {
        private static final long BETWEEN_MILLIS = 200;

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Thread thread;

        private Clock(Runnable draw) {
            thread = Thread.ofPlatform().daemon().name("clock").unstarted(() -> run(draw));
        }

        static Clock ticking(Runnable draw) {
            Clock clock = new Clock(draw);
            clock.thread.start();
            return clock;
        }

        private void run(Runnable draw) {
            try {
                do {
                    draw.run();
                } while (!stopped.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        /// Returns when nothing more is drawn.
        void stop() {
            stopped.countDown();
            try {
                thread.join();
            } catch (InterruptedException cut) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
