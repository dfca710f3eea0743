package dev.relock.testenv.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx before several servers: deliberately not sticky. */
public final class LoadBalancer implements AutoCloseable {
    private final Nginx nginx;

    private LoadBalancer(Nginx nginx) {
        this.nginx = nginx;
    }

    /** Returns when it listens. */
    public static LoadBalancer start(int port, List<URI> servers, Path directory) {
        List<String> nodes = servers.stream().map(URI::getAuthority).toList();
        return new LoadBalancer(Nginx.start("/cluster/nginx.conf", Map.of("nodes", nodes), port, directory));
    }

    @Override
    public void close() {
        nginx.close();
    }
}
