package dev.relock.gateway;

import java.util.Map;

/** An execution that can tell what is wrong with settings that were stored for it: Keycloak stores whatever it is given. */
public interface CheckedSettings {
    /**
     * What is wrong, by the key of the setting; empty when all is well.
     *
     * @param settings as stored
     */
    Map<String, String> complaints(Map<String, String> settings);
}
