package dev.relock.testenv.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * nginx before several servers: deliberately not sticky, but for browsers that bring the {@linkplain #COOKIE cookie} of a
 * sticky one.
 */
public final class LoadBalancer implements AutoCloseable {
    /** Its value is the number of a server, counted from 0. */
    public static final String COOKIE = "NODE";

    private final Nginx nginx;

    private LoadBalancer(Nginx nginx) {
        this.nginx = nginx;
    }

    /** Returns when it listens. */
    public static LoadBalancer start(int port, List<URI> servers, Path directory) {
        List<String> all = servers.stream().map(URI::getAuthority).toList();
        List<Map<String, Object>> nodes = IntStream.range(0, all.size())
                .<Map<String, Object>>mapToObj(i -> Map.of(
                        "name",
                        i,
                        "address",
                        all.get(i),
                        "others",
                        all.stream().filter(other -> !other.equals(all.get(i))).toList()))
                .toList();
        return new LoadBalancer(Nginx.start("/cluster/nginx.conf", Map.of("nodes", nodes), port, directory));
    }

    @Override
    public void close() {
        nginx.close();
    }
}
