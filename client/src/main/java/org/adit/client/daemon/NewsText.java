package org.adit.client.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.adit.base.diagnosis.Failure;
import org.adit.client.connection.ClientNews;
import org.adit.client.host.Host;

/// What happens, in plain words.
public final class NewsText {
    private NewsText() {}

    /// One line or more.
    public static List<String> lines(ClientNews news) {
        return switch (news) {
            case ClientNews.Resolving(var name) -> List.of("looking up " + name);
            case ClientNews.Trying(var gateway) -> List.of("calling the gateway at " + gateway);
            case ClientNews.SignedIn(var gateway, var suite, var behindNat) ->
                List.of("signed in; the gateway has proven to be " + gateway + " (" + suite + ")"
                        + (behindNat ? ", through a NAT" : ""));
            case ClientNews.Connected(var tunnel) -> connected(tunnel);
            case ClientNews.Moved(var path) -> List.of("the network changed; going on from " + path.local());
            case ClientNews.Rekeyed(var what) -> List.of("fresh keys for the " + what);
            case ClientNews.Interrupted(var why, var again) ->
                List.of("interrupted: " + text(why), "trying again in " + seconds(again));
            case ClientNews.Warned(var why) ->
                List.of("warning: " + text(why), "  do: " + why.explain().remedy());
            case ClientNews.Disconnecting _ -> List.of("disconnecting");
            case ClientNews.Ended _ -> List.of("disconnected; addresses, routes and name servers are as before");
        };
    }

    private static List<String> connected(ClientNews.Tunnel tunnel) {
        List<String> lines = new ArrayList<>();
        lines.add("connected to " + tunnel.gateway() + " on " + tunnel.host().device());
        lines.add("  address  " + joined(tunnel.addresses()));
        lines.add("  routes   " + (tunnel.everything() ? "everything" : joined(tunnel.routes())));
        lines.add("  names    " + names(tunnel));
        return lines;
    }

    private static String names(ClientNews.Tunnel tunnel) {
        return switch (tunnel.host().names()) {
            case Host.NameService.Untouched _ -> "as before";
            case Host.NameService.Set(String how) -> joined(tunnel.dns()) + ", " + how;
            case Host.NameService.NotSet _ -> "as before, which is not as it should be";
        };
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() < 1 ? "a moment" : duration.toSeconds() + " s";
    }

    private static String text(Failure failure) {
        return failure.code() + " " + failure.explain().what();
    }
}
