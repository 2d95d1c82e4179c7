package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EveryVectorFileTest {
    @Test
    void everyFileIsUsedOrNamedWithAReason() throws IOException {
        Path folder = Vectors.folder();
        Set<String> unnamed = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!VectorExceptions.UNUSED_FILES.containsKey(name) && !Vectors.USED_FILES.contains(name)) {
                    unnamed.add(name);
                }
            }
        }
        assertThat(unnamed).as("files that no test uses and no reason excuses").isEmpty();
        System.out.println("vectors not used: " + new TreeMap<>(VectorExceptions.UNUSED_FILES));
        assertThat(Stream.concat(Vectors.USED_FILES.stream(), VectorExceptions.UNUSED_FILES.keySet().stream())
                        .filter(name -> !Files.exists(folder.resolve(name)))
                        .collect(Collectors.toSet()))
                .as("files that are named but not there")
                .isEmpty();
    }
}
