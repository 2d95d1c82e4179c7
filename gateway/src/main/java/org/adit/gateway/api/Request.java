package org.adit.gateway.api;

import java.util.Map;
import org.adit.gateway.api.Administration.Refused;
import tools.jackson.databind.node.ObjectNode;

/// What a client asked: the variables of the path and the body.
record Request(Map<String, String> variables, ObjectNode body) {
    Request {
        variables = Map.copyOf(variables);
    }

    String path(String name) throws Refused {
        String value = variables.get(name);
        if (value == null) {
            throw new Refused(new ApiFailure.BadRequest("the " + name + " is missing"));
        }
        return value;
    }

    long number(String name) throws Refused {
        String text = path(name);
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refused(new ApiFailure.BadRequest("the " + name + " is a number, not " + shown(text)));
        }
        return Long.parseLong(text);
    }

    String text(String name) throws Refused {
        return Json.text(body, name)
                .orElseThrow(() -> new Refused(new ApiFailure.BadRequest("the " + name + " is missing")));
    }

    /// Short and without control characters.
    static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (printable.length() <= 80 ? printable : printable.substring(0, 80) + "…") + "'";
    }
}
