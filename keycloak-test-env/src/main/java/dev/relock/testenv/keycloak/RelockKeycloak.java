package dev.relock.testenv.keycloak;

import java.net.URI;

/** A running Keycloak with the plugin installed and the demo realm imported. */
public interface RelockKeycloak extends AutoCloseable {
    String ADMIN_USER = "admin";
    String ADMIN_PASSWORD = "admin";

    /** Where browsers reach it, also its configured hostname: {@code http://localhost:<port>}. */
    URI url();

    /** Everything the server has logged since it was started for the first time. */
    String log();

    @Override
    void close();

    default URI realm(String name) {
        return url().resolve("/realms/" + name);
    }
}
