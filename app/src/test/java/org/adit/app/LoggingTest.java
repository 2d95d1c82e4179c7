package org.adit.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What people see of the log, and what the file gets.
final class LoggingTest {
    private final LoggerContext context = new LoggerContext();

    @TempDir
    Path folder;

    @BeforeEach
    void configure() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.setProperty(Logging.FILE, folder.resolve("adit.log").toString());
        assertThat(new Logging().configure(context)).isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    }

    @AfterEach
    void restore() {
        context.stop();
        System.clearProperty(Logging.FILE);
    }

    private ConsoleAppender<ILoggingEvent> people() {
        return (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("people");
    }

    /// What standard error gets of an event.
    private String seen(Level level, String message, Throwable thrown) {
        Logger logger = context.getLogger("some.place");
        LoggingEvent event = new LoggingEvent("here", logger, level, message, thrown, null);
        return new String(people().getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("adit.log"));
    }

    @Test
    void peopleSeeOneLineAnEventAndTheFileKeepsTheTrace() throws IOException {
        IllegalStateException why = new IllegalStateException("because");
        context.getLogger("some.place").warn("this went wrong", why);
        assertThat(seen(Level.WARN, "this went wrong", why))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  this went wrong\\R");
        assertThat(file()).contains("this went wrong", "IllegalStateException: because", "(LoggingTest.java:");
    }

    @Test
    void whatIsNoWarningIsForPeopleOnlyAndWhatIsForDevelopersForNobody() throws IOException {
        Logger somewhere = context.getLogger("some.place");
        assertThat(people().getTarget()).isEqualTo("System.err");
        assertThat(somewhere.isInfoEnabled()).isTrue();
        assertThat(somewhere.isDebugEnabled()).isFalse();
        somewhere.info("good to know");
        assertThat(file()).isEmpty();
    }

    @Test
    void theProgramsOwnLogIsSetUpByIt() {
        LoggerContext own = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertThat(own.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("people")).isNotNull();
    }
}
