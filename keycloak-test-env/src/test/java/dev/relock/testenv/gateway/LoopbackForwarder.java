package dev.relock.testenv.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands connections on to a server, to which they come from another loopback address: as a proxy on another machine does. */
final class LoopbackForwarder implements AutoCloseable {
    private final ServerSocket listening;
    private final URI server;
    private final InetAddress from;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * Listens on a free port.
     *
     * @param from an address of the loopback network, such as {@code 127.0.0.2}
     */
    LoopbackForwarder(URI server, String from) {
        this.server = server;
        try {
            this.from = InetAddress.getByName(from);
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://localhost:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server.getPort(), from, 0);
                threads.execute(() -> pump(client, upstream));
                threads.execute(() -> pump(upstream, client));
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException closed) {
            // One side has hung up, and so does the other.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
