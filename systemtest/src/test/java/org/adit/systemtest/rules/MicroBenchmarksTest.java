package org.adit.systemtest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The micro benchmarks are left out of the build: so that they do not rot, a test compiles them.
final class MicroBenchmarksTest {
    private static final Path SOURCES = Path.of(System.getProperty("adit.root", ".."), "bench", "src", "main", "java");

    @Test
    void theMicroBenchmarksCompile(@TempDir Path classes) throws IOException {
        List<Path> sources = sources();
        assertThat(sources).hasSizeGreaterThan(5);
        assertThat(problems(sources, classes)).isEmpty();
    }

    @Test
    void aBenchmarkThatDoesNotCompileIsNoticed(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("Broken.java"), "class Broken { Missing field; }");
        assertThat(problems(List.of(broken), folder)).singleElement().asString().contains("Missing");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> problems(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath());
            compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }

    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("jdk.module.path", "java.class.path")) {
            parts.add(System.getProperty(name, ""));
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(":"));
    }
}
