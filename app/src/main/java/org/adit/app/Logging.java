package org.adit.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/// Where the log goes: people read standard error, one line per event, never a stack trace; the file of [TraceLog] gets
/// warnings with theirs. Not as XML: that takes a parser and reflection at each start. The program has it from
/// [LogProvider]; where somebody else begins, Logback finds it by the `module-info` or by `META-INF/services`.
public final class Logging extends ContextAwareBase implements Configurator {
    /// Names the file.
    static final String FILE = "adit.log";

    /// Names settings for Logback in its own words, which are taken instead.
    static final String FILE_OF_LOGBACK = "logback.configurationFile";

    private static final String LEVEL_VARIABLE = "ADIT_LOG_LEVEL";
    private static final String FOR_PEOPLE = "%d{HH:mm:ss.SSS} %-5level %msg%nopex%n";
    private static final String FOR_THE_FILE = "%d %-5level [%thread] %logger{24} %msg%n%ex";

    @Override
    public ExecutionStatus configure(LoggerContext log) {
        if (System.getProperty(FILE_OF_LOGBACK) != null) {
            return ExecutionStatus.NEUTRAL; // somebody wants it otherwise
        }
        log.getStatusManager().add(new NopStatusListener());
        Logger root = log.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getenv(LEVEL_VARIABLE), Level.INFO));
        log.getLogger("io.helidon").setLevel(Level.WARN); // its lines about sockets and timings are no news here
        root.addAppender(people(log));
        root.addAppender(file(log));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> people(LoggerContext log) {
        ConsoleAppender<ILoggingEvent> people = new ConsoleAppender<>();
        people.setTarget("System.err");
        start(people, "people", FOR_PEOPLE, log);
        return people;
    }

    private static FileAppender<ILoggingEvent> file(LoggerContext log) {
        FileAppender<ILoggingEvent> file = new FileAppender<>();
        file.setFile(System.getProperty(FILE, "/dev/null"));
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel(Level.WARN.toString());
        warnings.start();
        file.addFilter(warnings);
        start(file, "file", FOR_THE_FILE, log);
        return file;
    }

    private static void start(
            OutputStreamAppender<ILoggingEvent> appender, String name, String pattern, LoggerContext log) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(log);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(log);
        appender.setName(name);
        appender.setEncoder(encoder);
        appender.start();
    }
}
