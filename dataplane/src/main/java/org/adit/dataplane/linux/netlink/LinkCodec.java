package org.adit.dataplane.linux.netlink;

import org.adit.base.net.IpFamily;

/// Links and their addresses as rtnetlink(7) has them: `ifinfomsg`, `ifaddrmsg`.
final class LinkCodec {
    static final int NEW_LINK = 16;
    static final int DELETE_LINK = 17;
    static final int GET_LINK = 18;
    static final int NEW_ADDRESS = 20;
    static final int DELETE_ADDRESS = 21;
    static final int GET_ADDRESS = 22;

    private static final int LINK_HEAD = 16;
    private static final int LINK_INDEX_AT = 4;
    private static final int LINK_FLAGS_AT = 8;
    private static final int UP = 1;
    private static final int NAME = 3;
    private static final int MTU = 4;
    private static final int INFO = 18;
    private static final int INFO_KIND = 1;
    private static final int FAMILY_SPECIFIC = 26;
    private static final int ADDRESS_GENERATION = 8;
    private static final int GENERATE_NONE = 1;

    private static final int ADDRESS_HEAD = 8;
    private static final int ADDRESS = 1;
    private static final int LOCAL = 2;
    private static final int ADDRESS_FLAGS = 8;
    /// IPv6 addresses can be used at once: nobody else is on a tunnel.
    private static final int NO_DUPLICATE_DETECTION = 0x02;

    private LinkCodec() {}

    static Request listLinks() {
        return linkHead(new Request("list the interfaces", GET_LINK, Request.DUMP), 0, 0, 0);
    }

    static Request find(String name) {
        // With ACK the end is the acknowledgement, which follows the answer.
        return linkHead(new Request("look up the interface " + name, GET_LINK, Request.ACK), 0, 0, 0)
                .attribute(NAME, name);
    }

    static Request setUp(int index, boolean up) {
        String doing = (up ? "bring up" : "take down") + " interface " + index;
        return linkHead(new Request(doing, NEW_LINK, Request.ACK), index, up ? UP : 0, UP);
    }

    static Request setMtu(int index, int mtu) {
        return linkHead(new Request("set the MTU of interface " + index, NEW_LINK, Request.ACK), index, 0, 0)
                .attribute(MTU, mtu);
    }

    /// No link-local address of the kernel's making, hence no router solicitations either.
    static Request withoutLinkLocal(int index) {
        Request request = linkHead(
                new Request("stop link-local addresses on interface " + index, NEW_LINK, Request.ACK), index, 0, 0);
        int families = request.begin(FAMILY_SPECIFIC);
        int v6 = request.begin(family(IpFamily.V6));
        request.octetAttribute(ADDRESS_GENERATION, GENERATE_NONE);
        return request.end(v6).end(families);
    }

    static Request delete(int index) {
        return linkHead(new Request("delete interface " + index, DELETE_LINK, Request.ACK), index, 0, 0);
    }

    static Link link(Reply reply) throws Reply.Malformed {
        Attributes attributes = reply.attributes(LINK_HEAD);
        String kind = "";
        var info = attributes.nested(INFO);
        if (info.isPresent()) {
            kind = info.get().text(INFO_KIND).orElse("");
        }
        return new Link(
                reply.number32(LINK_INDEX_AT),
                attributes.text(NAME).orElse(""),
                attributes.number(MTU).orElse(0),
                (reply.number32(LINK_FLAGS_AT) & UP) != 0,
                kind);
    }

    static Request listAddresses() {
        return addressHead(new Request("list the addresses", GET_ADDRESS, Request.DUMP), 0, 0, 0);
    }

    static Request add(int index, InterfaceAddress added) {
        Request request = new Request(
                "give " + added + " to interface " + index,
                NEW_ADDRESS,
                Request.ACK | Request.CREATE | Request.EXCLUSIVE);
        return address(request, index, added).attribute(ADDRESS_FLAGS, NO_DUPLICATE_DETECTION);
    }

    static Request remove(int index, InterfaceAddress removed) {
        String doing = "take " + removed + " from interface " + index;
        return address(new Request(doing, DELETE_ADDRESS, Request.ACK), index, removed);
    }

    private static Request address(Request request, int index, InterfaceAddress which) {
        addressHead(request, family(which.address().family()), which.prefixLength(), index);
        return request.attribute(LOCAL, which.address()).attribute(ADDRESS, which.address());
    }

    static int linkOf(Reply address) throws Reply.Malformed {
        return address.number32(4);
    }

    static InterfaceAddress address(Reply reply) throws Reply.Malformed {
        Attributes attributes = reply.attributes(ADDRESS_HEAD);
        int length = reply.octet(1);
        // For point-to-point links ADDRESS is the far end and LOCAL is ours; IPv6 has only ADDRESS.
        var ours = attributes.address(LOCAL);
        var address = ours.isPresent() ? ours : attributes.address(ADDRESS);
        if (address.isEmpty() || length > address.get().family().bits()) {
            throw new Reply.Malformed("an interface address without address or with the length " + length);
        }
        return new InterfaceAddress(address.get(), length);
    }

    static int family(IpFamily family) {
        return switch (family) {
            case V4 -> 2;
            case V6 -> 10;
        };
    }

    private static Request linkHead(Request request, int index, int flags, int change) {
        return request.octet(0)
                .octet(0)
                .number16(0)
                .number32(index)
                .number32(flags)
                .number32(change);
    }

    private static Request addressHead(Request request, int family, int length, int index) {
        return request.octet(family).octet(length).octet(0).octet(0).number32(index);
    }
}
