package org.adit.protocol.esp;

/// Every reason for which a data plane drops a packet. The label names the metric.
public enum DropReason {
    NOT_IP("not-ip", "The inner octets are not a whole IPv4 or IPv6 packet."),
    NO_SA("no-sa", "No Child SA carries packets of these addresses, protocol and ports (R-4301-01)."),
    UNKNOWN_SPI("unknown-spi", "An ESP packet names an SPI that we do not receive on."),
    TOO_SHORT("too-short", "An ESP packet is too short, or not whole blocks, for its SA."),
    REPLAYED("replayed", "A packet with this sequence number was already accepted."),
    BEFORE_WINDOW("before-window", "The sequence number is older than the replay window, or impossible."),
    NOT_AUTHENTIC("not-authentic", "The integrity check value is wrong."),
    BAD_PADDING("bad-padding", "Authentic, but the padding is longer than the packet or not 1, 2, 3…"),
    BAD_NEXT_HEADER("bad-next-header", "Authentic, but neither IPv4, IPv6 nor a dummy is inside."),
    DUMMY("dummy", "A dummy packet (next header 59): discarded as intended."),
    OUTSIDE_SELECTORS(
            "outside-selectors", "Authentic, but the inner packet does not fit the SA's selectors (R-4301-02)."),
    TINY_FRAGMENT("tiny-fragment", "A fragment placed so that it would overwrite a TCP header (R-4301-04)."),
    CONGESTION_MARK(
            "congestion-mark", "Marked as congested outside, but the inner packet knows no ECN (RFC 6040 §4.2)."),
    LIFETIME_OVER("lifetime-over", "The SA has reached its hard limit."),
    SEQUENCE_EXHAUSTED("sequence-exhausted", "The SA has no sequence number left."),
    TOO_BIG("too-big", "The inner packet does not fit the tunnel's MTU; its sender was told."),
    UNSPLITTABLE("unsplittable", "The device handed over several packets in one that cannot be told apart."),
    NOT_ENCAPSULATED("not-encapsulated", "A datagram is neither IKE, ESP nor a keepalive."),
    NO_SOCKET("no-socket", "No socket of ours has the local port and family of the path."),
    SOCKET_FULL("socket-full", "The UDP socket took nothing for too long."),
    DEVICE_FULL("device-full", "The TUN device took nothing for too long."),
    CROSSING_FULL("crossing-full", "Another worker's packet, of whom too many waited already.");

    private static final DropReason[] ALL = values();

    private final String label;
    private final String sentence;

    DropReason(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /// For metrics. Stable.
    public String label() {
        return label;
    }

    /// For people.
    public String sentence() {
        return sentence;
    }

    /// This reason as a verdict: an `int` below 0, where a packet that passed has its length instead.
    @SuppressWarnings("EnumOrdinal") // verdicts live within one process and are never stored
    public int verdict() {
        return -1 - ordinal();
    }

    public static boolean dropped(int verdict) {
        return verdict < 0;
    }

    /// The reason behind a verdict that is below 0.
    public static DropReason of(int verdict) {
        return ALL[-1 - verdict];
    }
}
