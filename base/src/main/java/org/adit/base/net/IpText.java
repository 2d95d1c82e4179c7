package org.adit.base.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Addresses as text. IPv4 strictly as four decimal numbers (no octal, no short forms: they are read differently by
/// different programs), IPv6 as in RFC 4291 §2.2, written as in RFC 5952.
final class IpText {
    private IpText() {}

    static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text);
    }

    static String format(IpAddress address) {
        return address.isV4() ? formatV4(address.low()) : formatV6(address);
    }

    private static Optional<IpAddress> parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int bits = 0;
        for (String part : parts) {
            int value = decimal(part);
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
        }
        return Optional.of(IpAddress.v4(bits));
    }

    private static int decimal(String part) {
        if (part.isEmpty() || part.length() > 3 || part.length() > 1 && part.charAt(0) == '0') {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= 255 ? value : -1;
    }

    private static Optional<IpAddress> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(all -> all.size() == 8).map(IpText::address);
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        Optional<List<Integer>> head = groups(text.substring(0, gap), false);
        Optional<List<Integer>> tail = groups(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(head.get());
        int missing = 8 - all.size() - tail.get().size();
        if (missing < 1) {
            return Optional.empty();
        }
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(tail.get());
        return Optional.of(address(all));
    }

    /// The 16-bit groups of a part without `::`; a dotted quad counts as two and may only end the `last` part.
    private static Optional<List<Integer>> groups(String text, boolean last) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(groups);
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.indexOf('.') >= 0) {
                Optional<IpAddress> quad = parseV4(part);
                if (!last || i != parts.length - 1 || quad.isEmpty()) {
                    return Optional.empty();
                }
                groups.add((int) (quad.get().low() >>> 16));
                groups.add((int) (quad.get().low() & 0xffff));
            } else if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(IpText::isHex)) {
                return Optional.empty();
            } else {
                groups.add(Integer.parseInt(part, 16));
            }
        }
        return Optional.of(groups);
    }

    private static boolean isHex(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static IpAddress address(List<Integer> groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            if (i < 4) {
                high = high << 16 | groups.get(i);
            } else {
                low = low << 16 | groups.get(i);
            }
        }
        return IpAddress.v6(high, low);
    }

    private static String formatV4(long bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    private static String formatV6(IpAddress address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (int) ((i < 4 ? address.high() : address.low()) >>> 16 * (3 - i % 4)) & 0xffff;
        }
        int gapStart = -1;
        int gapLength = 1; // RFC 5952 §4.2.2: a single group is not shortened
        for (int i = 0; i < 8; ) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gapStart = i;
                gapLength = end - i;
            }
            i = Math.max(end, i + 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
            } else {
                if (i > 0 && i != gapStart + gapLength || i > 0 && gapStart < 0) {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
