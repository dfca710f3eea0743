package dev.relock.testenv.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** nginx before an application: maps {@code /relock/*} of its origin to {@code /realms/<realm>/relock/*} of Keycloak. */
public final class ReverseProxy implements AutoCloseable {
    private final Nginx nginx;

    private ReverseProxy(Nginx nginx) {
        this.nginx = nginx;
    }

    /**
     * Returns when the proxy listens.
     *
     * @param realm such as {@code http://localhost:8080/realms/relock-demo}
     * @param application gets all other requests
     * @param wildcard sent to Keycloak as {@code X-Key-Wildcard}
     * @param directory for configuration and logs
     */
    public static ReverseProxy start(int port, URI realm, URI application, String wildcard, Path directory) {
        return new ReverseProxy(Nginx.start(
                "/proxy/nginx.conf",
                Map.of("realm", realm, "application", application, "wildcard", wildcard),
                port,
                directory));
    }

    /** The origin that the application's users see. */
    public URI url() {
        return nginx.url();
    }

    @Override
    public void close() {
        nginx.close();
    }
}
