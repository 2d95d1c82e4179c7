package org.adit.systemtest.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.PermittedSubclassesAttribute;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The product's classes and sources, of all modules.
final class AditCode {
    static final List<String> MODULES =
            List.of("base", "protocol", "dataplane", "gateway", "client", "simulation", "lab", "app");

    private static final Path ROOT =
            Path.of(Objects.requireNonNull(System.getProperty("adit.root"), "adit.root names the repository"));

    private AditCode() {}

    static JavaClasses product() {
        List<Path> folders = MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("target/classes"))
                .toList();
        for (Path folder : folders) {
            if (Files.notExists(folder)) {
                throw new IllegalStateException("not compiled: " + folder);
            }
        }
        return new ClassFileImporter().importPaths(folders);
    }

    /// Those that this module compiles, and one that it cannot: outside of modules a sealed family that is spread over
    /// packages is an error of the compiler, so its class file is made by hand, in `folder`.
    static JavaClasses canaries(Path folder) {
        Path compiled = ROOT.resolve("systemtest/target/test-classes");
        Path torn = folder.resolve("Torn.class");
        ClassDesc far = ClassDesc.of(HouseRule.CANARIES + ".shapes.far.Moved");
        try {
            ClassFile.of()
                    .buildTo(
                            torn,
                            ClassDesc.of(HouseRule.CANARIES + ".shapes.Torn"),
                            type -> type.withFlags(
                                            ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT | ClassFile.ACC_PUBLIC)
                                    .with(PermittedSubclassesAttribute.ofSymbols(far)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClassFileImporter().importPaths(compiled.resolve(HouseRule.CANARIES.replace('.', '/')), folder);
    }

    /// All Java sources below `src/main` of the product's modules.
    static List<Path> mainSources() {
        return MODULES.stream()
                .flatMap(module -> java(ROOT.resolve(module).resolve("src/main")))
                .toList();
    }

    /// All Java sources of tests, the system tests' too.
    static List<Path> testSources() {
        return Stream.concat(MODULES.stream(), Stream.of("systemtest"))
                .flatMap(module -> java(ROOT.resolve(module).resolve("src/test")))
                .toList();
    }

    static Stream<Path> java(Path folder) {
        if (Files.notExists(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
