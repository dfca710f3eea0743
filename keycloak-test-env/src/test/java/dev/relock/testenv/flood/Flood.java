package dev.relock.testenv.flood;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.keycloak.KeycloakNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Strangers who enrol one device after the other, send what is too large or no message at all, and talk slowly. */
final class Flood implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int SLOW = 50;
    private static final int JUNK_EVERY = 10;
    private static final int TOO_LARGE = 1 << 20;
    private static final int DEEP = 50_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(THREADS);
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger left;
    private final List<URI> gateways;
    private final Origin origin;

    private Flood(List<URI> gateways, Origin origin, int enrolments) {
        this.gateways = gateways;
        this.origin = origin;
        this.left = new AtomicInteger(enrolments);
    }

    /** Begins. */
    static Flood start(List<KeycloakNode> nodes, String realm, Origin origin, int enrolments) {
        Flood flood = new Flood(nodes.stream().map(node -> node.gateway(realm)).toList(), origin, enrolments);
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            flood.threads.execute(() -> flood.enrolAll(seed));
        }
        flood.threads.execute(flood::talkSlowly);
        return flood;
    }

    boolean isOver() {
        return done.getCount() == 0;
    }

    /** What was sent and answered, with how often. */
    Map<String, AtomicInteger> answers() {
        return new TreeMap<>(answers);
    }

    private void enrolAll(int seed) {
        Random random = new Random(seed);
        for (int i = left.getAndDecrement(); i > 0 && stop.getCount() > 0; i = left.getAndDecrement()) {
            URI gateway = gateways.get(random.nextInt(gateways.size()));
            enrol(gateway);
            if (i % JUNK_EVERY == 0) {
                HttpAgent agent = new HttpAgent(gateway, origin);
                post(agent, "too large", "a".repeat(TOO_LARGE));
                post(agent, "malformed", "{\"purpose\": \"step\", \"payload\": " + random.nextLong() + "}");
                post(agent, "deep", "[".repeat(DEEP));
            }
        }
        done.countDown();
    }

    /** As far as it is let. */
    private void enrol(URI gateway) {
        HttpAgent agent = new HttpAgent(gateway, origin);
        try {
            HttpAgent.Reply challenged = agent.exchange(agent.agent().step());
            if (challenged.status() != 409) {
                count("first contact", challenged.status());
                return;
            }
            agent.agent().learnIssuer(HttpAgent.payload(challenged).get("iss").asText());
            byte[] challenge = HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"));
            count(
                    "enrolment",
                    agent.exchange(agent.agent().enrol(challenge, false)).status());
        } catch (UncheckedIOException refused) {
            count("enrolment", 0);
        }
    }

    private void post(HttpAgent agent, String kind, String body) {
        try {
            count(
                    kind,
                    agent.post("exchange", body.getBytes(StandardCharsets.UTF_8), Map.of("Origin", origin.value()))
                            .status());
        } catch (UncheckedIOException refused) {
            count(kind, 0);
        }
    }

    private void count(String kind, int status) {
        String answer = status == 0 ? "connection closed" : Integer.toString(status);
        answers.computeIfAbsent(kind + ": " + answer, key -> new AtomicInteger())
                .incrementAndGet();
    }

    /** Opens connections that send one byte a second and never come to an end. */
    private void talkSlowly() {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                URI gateway = gateways.get(i % gateways.size());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort());
                sockets.add(socket);
                say(
                        socket,
                        "POST " + gateway.getPath() + "exchange HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                                + origin.value()
                                + "\r\nContent-Type: application/json\r\nContent-Length: 8000\r\n\r\n{");
            }
            while (!stop.await(1, TimeUnit.SECONDS)) {
                for (Socket socket : sockets) {
                    say(socket, " ");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.forEach(Flood::hangUp);
        }
    }

    private void say(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException hungUp) {
            count("slow", 0);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
