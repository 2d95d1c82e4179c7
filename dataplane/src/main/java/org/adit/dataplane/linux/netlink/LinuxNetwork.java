package org.adit.dataplane.linux.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.linux.Done;
import org.adit.dataplane.linux.OsFailure;

/// The links, addresses, routes and rules of this network namespace. Every change is acknowledged by the kernel before
/// the method returns, and may be repeated: what is so already, or gone already, is a success. Routes and rules carry
/// the mark of who made them, so that what a crash left behind can be found.
///
/// Calls do not wait for anything but the kernel. For one thread at a time.
public final class LinuxNetwork implements AutoCloseable {
    /// Marks (`proto` of ip-route(8)) from the range that is free for anyone: the gateway's and the client's.
    public static final int GATEWAY_MARK = 0xAD;

    public static final int CLIENT_MARK = 0xAE;

    private static final int NOTHING = 0;
    /// What the kernel gives an IPv6 route without one.
    private static final int V6_METRIC = 1024;

    private final NetlinkSocket socket;
    private final int mark;

    private LinuxNetwork(NetlinkSocket socket, int mark) {
        this.socket = socket;
        this.mark = mark;
    }

    /// `mark` is put on the routes and rules that are made here, 1 to 255.
    public static Result<LinuxNetwork, OsFailure> open(int mark) {
        return NetlinkSocket.open().map(socket -> new LinuxNetwork(socket, mark));
    }

    // ---- links

    public Result<List<Link>, OsFailure> links() {
        return ask(LinkCodec.listLinks(), LinkCodec.NEW_LINK, LinkCodec::link);
    }

    public Result<Link, OsFailure> link(String name) {
        Request request = LinkCodec.find(name);
        return switch (socket.ask(request)) {
            case NetlinkSocket.Answer.Refused(int errno, String _)
            when errno == Errno.ENODEV -> Result.failed(new OsFailure.NoSuchLink(name));
            case NetlinkSocket.Answer answer ->
                read(request, answer, LinkCodec.NEW_LINK, LinkCodec::link)
                        .then(found -> found.isEmpty()
                                ? Result.failed(new OsFailure.NoSuchLink(name))
                                : Result.ok(found.getFirst()));
        };
    }

    public Result<Done, OsFailure> bringUp(Link link) {
        return change(LinkCodec.setUp(link.index(), true), NOTHING);
    }

    public Result<Done, OsFailure> takeDown(Link link) {
        return change(LinkCodec.setUp(link.index(), false), NOTHING);
    }

    /// Octets of the longest IP packet on the link.
    public Result<Done, OsFailure> setMtu(Link link, int mtu) {
        return change(LinkCodec.setMtu(link.index(), mtu), NOTHING);
    }

    /// Keeps the kernel from giving the link an IPv6 address of its own and from speaking on it unasked. To be called
    /// before it is brought up. Where IPv6 is switched off there is nothing to do.
    public Result<Done, OsFailure> withoutLinkLocal(Link link) {
        return change(LinkCodec.withoutLinkLocal(link.index()), Errno.EAFNOSUPPORT);
    }

    public Result<Done, OsFailure> delete(Link link) {
        return change(LinkCodec.delete(link.index()), Errno.ENODEV);
    }

    // ---- addresses

    public Result<List<InterfaceAddress>, OsFailure> addresses(Link link) {
        Request request = LinkCodec.listAddresses();
        return read(
                        request,
                        socket.ask(request),
                        LinkCodec.NEW_ADDRESS,
                        reply -> LinkCodec.linkOf(reply) == link.index()
                                ? List.of(LinkCodec.address(reply))
                                : List.<InterfaceAddress>of())
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    /// Usable at once: without the search for duplicates of IPv6.
    public Result<Done, OsFailure> addAddress(Link link, InterfaceAddress address) {
        return change(LinkCodec.add(link.index(), address), Errno.EEXIST);
    }

    public Result<Done, OsFailure> removeAddress(Link link, InterfaceAddress address) {
        return change(LinkCodec.remove(link.index(), address), Errno.EADDRNOTAVAIL);
    }

    // ---- routes

    public Result<List<Route>, OsFailure> routes(IpFamily family, int table) {
        return allRoutes(family)
                .map(all -> all.stream().filter(route -> route.table() == table).toList());
    }

    /// Takes the place of a route of ours to the same destination with the same table and metric; a failure if that is
    /// someone else's.
    public Result<Done, OsFailure> addRoute(Route route) {
        Route ours = route.madeBy(mark);
        Request request = RouteCodec.add(ours);
        return switch (socket.ask(request)) {
            case NetlinkSocket.Answer.Refused(int errno, String _) when errno == Errno.EEXIST -> replaceIfOurs(ours);
            case NetlinkSocket.Answer answer -> done(request, answer, NOTHING);
        };
    }

    /// Puts the route in the place of one to the same destination with the same table and metric, whoever made that.
    public Result<Done, OsFailure> replaceRoute(Route route) {
        return change(RouteCodec.replace(route.madeBy(mark)), NOTHING);
    }

    /// Only a route with our mark is removed.
    public Result<Done, OsFailure> removeRoute(Route route) {
        return change(RouteCodec.remove(route.madeBy(mark)), Errno.ESRCH);
    }

    /// Which way the kernel would send a packet now: the next hop, the link, and the source address it would take.
    public Result<Route, OsFailure> routeTo(IpAddress destination, OptionalInt firewallMark) {
        Request request = RouteCodec.lookUp(destination, firewallMark);
        return read(
                        request,
                        socket.ask(request),
                        RouteCodec.NEW_ROUTE,
                        reply -> RouteCodec.route(reply, destination.family()))
                .then(found -> found.isEmpty()
                        ? Result.failed(new OsFailure.NotReachable(request.doing(), "no route"))
                        : Result.ok(found.getFirst()));
    }

    // ---- rules

    public Result<List<Rule>, OsFailure> rules(IpFamily family) {
        return ask(RouteCodec.listRules(family), RouteCodec.NEW_RULE, reply -> RouteCodec.rule(reply, family));
    }

    public Result<Done, OsFailure> addRule(Rule rule) {
        return change(RouteCodec.add(rule.madeBy(mark)), Errno.EEXIST);
    }

    /// Only a rule with our mark is removed.
    public Result<Done, OsFailure> removeRule(Rule rule) {
        return change(RouteCodec.remove(rule.madeBy(mark)), Errno.ENOENT);
    }

    // ---- after a crash

    /// Removes every route and rule with our mark, of both families and in all tables, and tells what they were.
    public Result<Leftovers, OsFailure> removeLeftovers() {
        List<Route> routes = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        for (IpFamily family : IpFamily.values()) {
            Result<Done, OsFailure> swept = rules(family)
                    .then(found -> removeAll(found.stream().filter(this::isOurs).toList(), this::removeRule, rules))
                    .then(_ -> allRoutes(family))
                    .then(found -> removeAll(found.stream().filter(this::isOurs).toList(), this::removeRoute, routes));
            if (swept instanceof Result.Failed<Done, OsFailure>(OsFailure failure)
                    && !(failure instanceof OsFailure.FamilyUnsupported)) {
                return Result.failed(failure);
            }
        }
        return Result.ok(new Leftovers(List.copyOf(routes), List.copyOf(rules)));
    }

    /// What [#removeLeftovers] found and removed.
    public record Leftovers(List<Route> routes, List<Rule> rules) {
        public boolean isEmpty() {
            return routes.isEmpty() && rules.isEmpty();
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private interface Decoder<T> {
        T decode(Reply reply) throws Reply.Malformed;
    }

    private interface Removal<T> {
        Result<Done, OsFailure> remove(T one);
    }

    private static <T> Result<Done, OsFailure> removeAll(List<T> found, Removal<T> removal, List<T> removed) {
        for (T one : found) {
            if (removal.remove(one) instanceof Result.Failed<Done, OsFailure> failed) {
                return failed;
            }
            removed.add(one);
        }
        return Result.ok(Done.DONE);
    }

    private boolean isOurs(Route route) {
        return route.protocol() == mark;
    }

    private boolean isOurs(Rule rule) {
        return rule.protocol() == mark;
    }

    private Result<List<Route>, OsFailure> allRoutes(IpFamily family) {
        return ask(RouteCodec.listRoutes(family), RouteCodec.NEW_ROUTE, reply -> RouteCodec.route(reply, family));
    }

    private Result<Done, OsFailure> replaceIfOurs(Route wanted) {
        return routes(wanted.destination().family(), wanted.table()).then(found -> {
            List<Route> rivals =
                    found.stream().filter(there -> isRival(there, wanted)).toList();
            return !rivals.isEmpty() && rivals.stream().allMatch(this::isOurs)
                    ? replaceRoute(wanted)
                    : Result.failed(new OsFailure.AlreadyExists(wanted.toString()));
        });
    }

    private static boolean isRival(Route there, Route wanted) {
        boolean defaulted = wanted.metric() == 0 && wanted.destination().family() == IpFamily.V6;
        return there.destination().equals(wanted.destination())
                && there.metric() == (defaulted ? V6_METRIC : wanted.metric());
    }

    private <T> Result<List<T>, OsFailure> ask(Request request, int type, Decoder<T> decoder) {
        return read(request, socket.ask(request), type, decoder);
    }

    private static <T> Result<List<T>, OsFailure> read(
            Request request, NetlinkSocket.Answer answer, int type, Decoder<T> decoder) {
        return switch (answer) {
            case NetlinkSocket.Answer.Done(List<Reply> replies) -> decodeAll(request, replies, type, decoder);
            case NetlinkSocket.Answer.Refused(int errno, String words) ->
                Result.failed(OsFailure.of(request.doing(), errno, words));
            case NetlinkSocket.Answer.Broken(OsFailure failure) -> Result.failed(failure);
        };
    }

    private static <T> Result<List<T>, OsFailure> decodeAll(
            Request request, List<Reply> replies, int type, Decoder<T> decoder) {
        List<T> values = new ArrayList<>();
        for (Reply reply : replies) {
            if (reply.type() != type) {
                continue;
            }
            try {
                values.add(decoder.decode(reply));
            } catch (Reply.Malformed malformed) {
                return Result.failed(new OsFailure.StrangeReply(request.doing(), malformed.how(), reply.body()));
            }
        }
        return Result.ok(List.copyOf(values));
    }

    private Result<Done, OsFailure> change(Request request, int harmless) {
        return done(request, socket.ask(request), harmless);
    }

    private static Result<Done, OsFailure> done(Request request, NetlinkSocket.Answer answer, int harmless) {
        return switch (answer) {
            case NetlinkSocket.Answer.Done _ -> Result.ok(Done.DONE);
            case NetlinkSocket.Answer.Refused(int errno, String words) ->
                errno == harmless ? Result.ok(Done.DONE) : Result.failed(OsFailure.of(request.doing(), errno, words));
            case NetlinkSocket.Answer.Broken(OsFailure failure) -> Result.failed(failure);
        };
    }
}
