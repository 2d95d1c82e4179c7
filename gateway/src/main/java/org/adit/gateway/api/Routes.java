package org.adit.gateway.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Every resource in one table, each with who may use it. What is not in the table does not exist.
final class Routes {
    enum Access {
        /// Whoever can open the socket: its folder and itself are the owner's only.
        OWNER
    }

    @FunctionalInterface
    interface Operation {
        ObjectNode apply(Request request) throws Administration.Refused;
    }

    /// `pattern` has variables in braces, one segment each.
    record Route(String method, String pattern, Access access, Operation operation) {}

    record Match(Route route, Map<String, String> variables) {
        Match {
            variables = Map.copyOf(variables);
        }
    }

    private final List<Route> all;

    Routes(Administration admin) {
        this.all = List.of(
                new Route("GET", "/v1/status", Access.OWNER, admin::status),
                new Route("POST", "/v1/reload", Access.OWNER, admin::reload),
                new Route("GET", "/v1/users", Access.OWNER, admin::users),
                new Route("POST", "/v1/users", Access.OWNER, admin::addUser),
                new Route("POST", "/v1/users/{user}/disable", Access.OWNER, admin::disableUser),
                new Route("POST", "/v1/users/{user}/enable", Access.OWNER, admin::enableUser),
                new Route("DELETE", "/v1/users/{user}", Access.OWNER, admin::removeUser),
                new Route("GET", "/v1/devices", Access.OWNER, admin::devices),
                new Route("POST", "/v1/devices", Access.OWNER, admin::addDevice),
                new Route("POST", "/v1/devices/{device}/revoke", Access.OWNER, admin::revokeDevice),
                new Route("GET", "/v1/sessions", Access.OWNER, admin::sessions),
                new Route("POST", "/v1/sessions/{session}/disconnect", Access.OWNER, admin::disconnect),
                new Route("POST", "/v1/sessions/{session}/rekey", Access.OWNER, admin::rekey),
                new Route("GET", "/v1/pools", Access.OWNER, admin::pools),
                new Route("GET", "/v1/ca", Access.OWNER, admin::ca),
                new Route("GET", "/v1/attempts", Access.OWNER, admin::attempts),
                new Route("GET", "/v1/attempts/{attempt}", Access.OWNER, admin::attempt),
                new Route("GET", "/v1/audit", Access.OWNER, admin::audit));
    }

    List<Route> all() {
        return all;
    }

    Optional<Match> find(String method, List<String> segments) {
        for (Route route : all) {
            if (route.method().equals(method)) {
                Optional<Map<String, String>> variables = fit(segmentsOf(route.pattern()), segments);
                if (variables.isPresent()) {
                    return Optional.of(new Match(route, variables.get()));
                }
            }
        }
        return Optional.empty();
    }

    static List<String> segmentsOf(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        segments.removeFirst();
        return segments;
    }

    private static Optional<Map<String, String>> fit(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String wanted = pattern.get(i);
            if (wanted.startsWith("{")) {
                variables.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
            } else if (!wanted.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
