package org.adit.gateway.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.gateway.address.LeaseBook;
import org.adit.gateway.session.GatewayAction.SessionView;
import org.adit.gateway.store.Kept;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is kept, as JSON. Times are ISO 8601, octet counts numbers.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static <T> ObjectNode list(String name, List<T> items, Function<T, ObjectNode> each) {
        ObjectNode node = object();
        ArrayNode array = node.putArray(name);
        items.forEach(item -> array.add(each.apply(item)));
        return node;
    }

    /// Empty if it is not one JSON object.
    static Optional<ObjectNode> parse(byte[] text) {
        try {
            JsonNode node = text.length == 0 ? object() : MAPPER.readTree(text);
            return node instanceof ObjectNode found ? Optional.of(found) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Optional<String> text(ObjectNode node, String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    static ObjectNode user(Kept.User user) {
        ObjectNode node = object();
        node.put("name", user.name().text());
        ArrayNode groups = node.putArray("groups");
        user.groups().forEach(groups::add);
        node.put("enabled", user.enabled());
        node.put("created", user.created().toString());
        return node;
    }

    static ObjectNode device(Kept.Enrolled enrolled) {
        Kept.Device device = enrolled.device();
        ObjectNode node = object();
        node.put("id", device.id());
        node.put("user", device.user().text());
        node.put("name", device.name());
        node.put("created", device.created().toString());
        device.revoked().ifPresent(at -> node.put("revoked", at.toString()));
        node.put("serial", enrolled.certificate().serial());
        node.put("notAfter", enrolled.certificate().notAfter().toString());
        return node;
    }

    static ObjectNode session(SessionView session) {
        ObjectNode node = object();
        node.put("number", session.number());
        node.put("user", session.user());
        node.put("device", session.device());
        node.put("role", session.role());
        ArrayNode addresses = node.putArray("addresses");
        session.addresses().forEach(addresses::add);
        node.put("peer", session.peer());
        node.put("since", session.since().toString());
        session.suite().ifPresent(suite -> node.put("suite", suite));
        node.put("children", session.children());
        node.put("inboundOctets", session.inboundOctets());
        node.put("outboundOctets", session.outboundOctets());
        return node;
    }

    static ObjectNode pool(LeaseBook.Fill fill) {
        ObjectNode node = object();
        node.put("name", fill.pool());
        node.put("prefix", fill.prefix().toString());
        node.put("gateway", fill.gateway().toString());
        node.put("inUse", fill.inUse());
        return node;
    }

    static ObjectNode attempt(Kept.Attempt attempt) {
        ObjectNode node = object();
        node.put("number", attempt.number());
        node.put("started", attempt.started().toString());
        node.put("ended", attempt.ended().toString());
        node.put("path", attempt.path());
        attempt.claimed().ifPresent(claimed -> node.put("claimed", claimed));
        attempt.user().ifPresent(user -> node.put("user", user));
        attempt.device().ifPresent(device -> node.put("device", device));
        node.put("ok", attempt.failure().isEmpty());
        attempt.failure().ifPresent(why -> node.set("failure", failure(why.code(), why.blame(), why.explanation())));
        if (!attempt.timeline().isEmpty()) {
            ArrayNode timeline = node.putArray("timeline");
            attempt.timeline()
                    .forEach(moment ->
                            timeline.addObject().put("millis", moment.millis()).put("what", moment.what()));
        }
        return node;
    }

    static ObjectNode audit(Kept.AuditLine line) {
        return object().put("at", line.at().toString())
                .put("actor", line.actor())
                .put("action", line.action())
                .put("subject", line.subject())
                .put("detail", line.detail());
    }

    static ObjectNode failure(Failure failure) {
        return failure(failure.code().toString(), failure.blame(), failure.explain());
    }

    private static ObjectNode failure(String code, Blame blame, Explanation explanation) {
        return object().put("code", code)
                .put("blame", blame.name())
                .put("what", explanation.what())
                .put("why", explanation.why())
                .put("remedy", explanation.remedy());
    }

    /// The failure that a body tells; empty if it tells none.
    static Optional<ApiFailure> told(ObjectNode body) {
        try {
            String[] code = text(body, "code").orElse("").split("-");
            return Optional.of(new ApiFailure.Told(
                    new FailureCode(FailureCode.Area.valueOf(code[0]), Integer.parseInt(code[1])),
                    Blame.valueOf(text(body, "blame").orElse("")),
                    new Explanation(
                            text(body, "what").orElse(""),
                            text(body, "why").orElse(""),
                            text(body, "remedy").orElse(""))));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unknown) {
            return Optional.empty();
        }
    }
}
