package dev.relock.benchmarks.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Sends prepared requests over one connection, one after another. */
final class PlainRequests {
    private static final String LENGTH = "content-length:";

    private PlainRequests() {}

    /** Begins again at the end of the list until {@code count} were answered, each with a success. */
    static void send(URI server, List<byte[]> requests, int count) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < count; i++) {
                out.write(requests.get(i % requests.size()));
                out.flush();
                skipAnswer(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void skipAnswer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(status);
        }
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server hung up after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
