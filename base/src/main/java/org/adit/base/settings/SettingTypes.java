package org.adit.base.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// The types of text that several sections need.
public final class SettingTypes {
    /// What sections are called by: it appears in files, commands and logs.
    public static final SettingType<String> NAME = SettingType.text(
            "a name of letters, digits, dots and dashes",
            "staff",
            text -> matching(text, "[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}"));

    public static final SettingType<IpAddress> ADDRESS =
            SettingType.text("an IP address", "10.1.0.53", IpAddress::parse);

    public static final SettingType<IpPrefix> NETWORK = SettingType.text(
            "a network in prefix notation without host bits",
            "10.1.0.0/24",
            text -> text.contains("/") ? IpPrefix.parse(text) : Optional.empty());

    /// A host or domain name as in RFC 1123, without trailing dot, in lower case.
    public static final SettingType<String> DOMAIN =
            SettingType.text("a domain name", "corp.example.org", SettingTypes::domain);

    public static final SettingType<Duration> DURATION =
            SettingType.text("a duration in s, m, h or d", "30m", SettingTypes::duration);

    public static final SettingType<String> PATH =
            SettingType.text("an absolute path", "/var/lib/adit", text -> matching(text, "/[^\\p{Cntrl}]*"));

    private static final Pattern DURATION_TEXT = Pattern.compile("([1-9][0-9]{0,7})([smhd])");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    private SettingTypes() {}

    /// A domain name in lower case; empty if `text` is none, and for what looks like a mistyped IPv4 address.
    public static Optional<String> domain(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        boolean fits =
                lower.length() <= 253 && lower.matches(LABEL + "(\\." + LABEL + ")*") && !lower.matches(".*\\.?[0-9]+");
        return fits ? Optional.of(lower) : Optional.empty();
    }

    static Optional<Duration> duration(String text) {
        Matcher parts = DURATION_TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static Optional<String> matching(String text, String pattern) {
        return text.matches(pattern) ? Optional.of(text) : Optional.empty();
    }
}
