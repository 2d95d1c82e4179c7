package org.adit.dataplane.linux.netlink;

import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;

/// Routes and rules as rtnetlink(7) and fib_rules.h have them: `rtmsg`, `fib_rule_hdr`.
final class RouteCodec {
    static final int NEW_ROUTE = 24;
    static final int DELETE_ROUTE = 25;
    static final int GET_ROUTE = 26;
    static final int NEW_RULE = 32;
    static final int DELETE_RULE = 33;
    static final int GET_RULE = 34;

    private static final int HEAD = 12;
    private static final int DESTINATION_LENGTH_AT = 1;
    private static final int SOURCE_LENGTH_AT = 2;
    private static final int TABLE_AT = 4;
    private static final int PROTOCOL_AT = 5;
    private static final int KIND_AT = 7;
    private static final int FLAGS_AT = 8;

    private static final int TO = 1;
    private static final int OUT_LINK = 4;
    private static final int GATEWAY = 5;
    private static final int METRIC = 6;
    private static final int PREFERRED_SOURCE = 7;
    private static final int TABLE = 15;
    private static final int MARK_OF_LOOKUP = 16;
    private static final int SCOPE_UNIVERSE = 0;
    private static final int SCOPE_LINK = 253;
    private static final int SCOPE_NOWHERE = 255;
    private static final int LARGEST_SHORT_TABLE = 255;

    private static final int RULE_SOURCE = 2;
    private static final int RULE_PRIORITY = 6;
    private static final int RULE_MARK = 10;
    private static final int RULE_LONGER_THAN = 14;
    private static final int RULE_TABLE = 15;
    private static final int RULE_MARK_MASK = 16;
    private static final int RULE_PROTOCOL = 21;
    private static final int RULE_TO_TABLE = 1;
    private static final int RULE_INVERT = 2;

    private RouteCodec() {}

    static Request listRoutes(IpFamily family) {
        return head(new Request("list the " + family + " routes", GET_ROUTE, Request.DUMP), family, 0, 0);
    }

    static Request add(Route route) {
        return write(
                new Request("add the " + route, NEW_ROUTE, Request.ACK | Request.CREATE | Request.EXCLUSIVE), route);
    }

    static Request replace(Route route) {
        return write(new Request("set the " + route, NEW_ROUTE, Request.ACK | Request.CREATE | Request.REPLACE), route);
    }

    static Request remove(Route route) {
        return write(new Request("remove the " + route, DELETE_ROUTE, Request.ACK), route);
    }

    static Request lookUp(IpAddress destination, OptionalInt mark) {
        Request request = new Request("find the route to " + destination, GET_ROUTE, Request.ACK);
        int bits = destination.family().bits();
        head(request, destination.family(), bits, 0).attribute(TO, destination);
        mark.ifPresent(value -> request.attribute(MARK_OF_LOOKUP, value));
        return request;
    }

    private static Request write(Request request, Route route) {
        IpPrefix to = route.destination();
        request.octet(LinkCodec.family(to.family())).octet(to.length()).octet(0).octet(0);
        request.octet(shortTable(route.table())).octet(route.protocol());
        request.octet(scope(request, route)).octet(route.kind().number()).number32(0);
        request.attribute(TO, to.address()).attribute(TABLE, route.table());
        route.gateway().ifPresent(hop -> request.attribute(GATEWAY, hop));
        route.link().ifPresent(link -> request.attribute(OUT_LINK, link));
        route.preferredSource().ifPresent(source -> request.attribute(PREFERRED_SOURCE, source));
        if (route.metric() != 0) {
            request.attribute(METRIC, route.metric());
        }
        return request;
    }

    /// A route without next hop has a narrower scope than one with (IPv4 only). For removal any scope will do.
    private static int scope(Request request, Route route) {
        if (request.doing().startsWith("remove")) {
            return SCOPE_NOWHERE;
        }
        boolean direct = route.gateway().isEmpty() && route.kind() == Route.Kind.UNICAST;
        return direct && route.destination().family() == IpFamily.V4 ? SCOPE_LINK : SCOPE_UNIVERSE;
    }

    static Route route(Reply reply, IpFamily family) throws Reply.Malformed {
        Attributes attributes = reply.attributes(HEAD);
        IpAddress to = attributes.address(TO).orElse(IpAddress.any(family));
        return new Route(
                prefix(to, reply.octet(DESTINATION_LENGTH_AT), family),
                Route.Kind.of(reply.octet(KIND_AT)),
                attributes.address(GATEWAY),
                attributes.number(OUT_LINK),
                attributes.address(PREFERRED_SOURCE),
                attributes.number(TABLE).orElse(reply.octet(TABLE_AT)),
                attributes.number(METRIC).orElse(0),
                reply.octet(PROTOCOL_AT));
    }

    static Request listRules(IpFamily family) {
        return head(new Request("list the " + family + " rules", GET_RULE, Request.DUMP), family, 0, 0);
    }

    static Request add(Rule rule) {
        return write(new Request("add the " + rule, NEW_RULE, Request.ACK | Request.CREATE | Request.EXCLUSIVE), rule);
    }

    static Request remove(Rule rule) {
        return write(new Request("remove the " + rule, DELETE_RULE, Request.ACK), rule);
    }

    private static Request write(Request request, Rule rule) {
        int sourceLength = rule.source().map(IpPrefix::length).orElse(0);
        request.octet(LinkCodec.family(rule.family()))
                .octet(0)
                .octet(sourceLength)
                .octet(0);
        request.octet(shortTable(rule.table())).octet(0).octet(0).octet(RULE_TO_TABLE);
        request.number32(rule.unmarked() ? RULE_INVERT : 0);
        rule.source().ifPresent(source -> request.attribute(RULE_SOURCE, source.address()));
        request.attribute(RULE_PRIORITY, rule.priority()).attribute(RULE_TABLE, rule.table());
        rule.mark().ifPresent(mark -> request.attribute(RULE_MARK, mark).attribute(RULE_MARK_MASK, -1));
        rule.longerThan().ifPresent(length -> request.attribute(RULE_LONGER_THAN, length));
        return request.octetAttribute(RULE_PROTOCOL, rule.protocol());
    }

    static Rule rule(Reply reply, IpFamily family) throws Reply.Malformed {
        Attributes attributes = reply.attributes(HEAD);
        Optional<IpPrefix> source = Optional.empty();
        Optional<IpAddress> from = attributes.address(RULE_SOURCE);
        if (from.isPresent()) {
            source = Optional.of(prefix(from.get(), reply.octet(SOURCE_LENGTH_AT), family));
        }
        OptionalInt longerThan = attributes.number(RULE_LONGER_THAN);
        return new Rule(
                family,
                attributes.number(RULE_PRIORITY).orElse(0),
                source,
                attributes.number(RULE_MARK),
                (reply.number32(FLAGS_AT) & RULE_INVERT) != 0,
                attributes.number(RULE_TABLE).orElse(reply.octet(TABLE_AT)),
                longerThan.orElse(-1) == -1 ? OptionalInt.empty() : longerThan, // -1: not set
                attributes.octet(RULE_PROTOCOL).orElse(0));
    }

    private static IpPrefix prefix(IpAddress address, int length, IpFamily family) throws Reply.Malformed {
        if (address.family() != family || length > family.bits()) {
            throw new Reply.Malformed("a prefix " + address + "/" + length + " among those of " + family);
        }
        return IpPrefix.around(address, length);
    }

    private static int shortTable(int table) {
        return table > LARGEST_SHORT_TABLE ? 0 : table;
    }

    private static Request head(Request request, IpFamily family, int destinationLength, int sourceLength) {
        return request.octet(LinkCodec.family(family))
                .octet(destinationLength)
                .octet(sourceLength)
                .octet(0)
                .number32(0)
                .number32(0);
    }
}
