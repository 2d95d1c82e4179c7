package org.adit.lab.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.adit.base.net.IpAddress;

/// The company's web servers, a program of its own that runs in the company's namespace. Each answers with its name and
/// the address it was asked from, and prints the same: evidence of what went through a tunnel.
/// `/blob/N` answers N octets (at most 1 GiB), to have traffic in flight.
public final class CompanyWeb {
    static final String READY = "web servers are ready";
    private static final int PORT = 80;
    private static final long LARGEST_BLOB = 1L << 30;

    private CompanyWeb() {}

    public static void main(String[] arguments) throws IOException {
        serve(CompanyHost.WIKI, CompanyHost.WIKI.v4());
        serve(CompanyHost.WIKI, CompanyHost.WIKI.v6());
        serve(CompanyHost.PAYROLL, CompanyHost.PAYROLL.v4());
        serve(CompanyHost.PAYROLL, CompanyHost.PAYROLL.v6());
        System.out.println(READY);
    }

    private static void serve(CompanyHost host, IpAddress address) throws IOException {
        InetAddress at = InetAddress.ofLiteral(address.toString());
        HttpServer server = HttpServer.create(new InetSocketAddress(at, PORT), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> greet(host, exchange));
        server.createContext("/blob/", CompanyWeb::blob);
        server.start();
    }

    private static void greet(CompanyHost host, HttpExchange exchange) throws IOException {
        String asker = exchange.getRemoteAddress().getAddress().getHostAddress();
        System.out.println(host.fqdn() + " " + exchange.getRequestURI().getPath() + " " + asker);
        byte[] body = ("This is " + host.fqdn() + ". You come from " + asker + ".\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void blob(HttpExchange exchange) throws IOException {
        String wanted = exchange.getRequestURI().getPath().substring("/blob/".length());
        if (!wanted.matches("\\d{1,10}") || Long.parseLong(wanted) > LARGEST_BLOB) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        long left = Long.parseLong(wanted);
        byte[] part = new byte[1 << 16];
        exchange.sendResponseHeaders(200, left == 0 ? -1 : left);
        try (OutputStream out = exchange.getResponseBody()) {
            for (; left > 0; left -= part.length) {
                out.write(part, 0, (int) Math.min(left, part.length));
            }
        }
    }
}
