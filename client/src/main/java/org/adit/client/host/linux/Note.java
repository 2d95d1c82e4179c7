package org.adit.client.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a later process must know to undo a connection. Written before anything is changed. `network` names the network
/// namespace: from another one, nothing can be undone.
record Note(long process, Slot slot, String network) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_OCTETS = 16 * 1024;

    /// Empty if there is none, or none that can be read.
    static Optional<Note> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_OCTETS) {
                return Optional.empty();
            }
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            int slot = node.path("slot").asInt(-1);
            return slot < 0 || slot >= Slot.COUNT
                    ? Optional.empty()
                    : Optional.of(new Note(
                            node.path("process").asLong(0),
                            new Slot(slot),
                            node.path("network").asString("")));
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("process", process);
        node.put("slot", slot.number());
        node.put("device", slot.device());
        node.put("table", slot.table());
        node.put("network", network);
        Path next = file.resolveSibling("." + file.getFileName());
        Files.write(
                next,
                node.toString().getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
