package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import java.net.URI;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.account.DeviceRepresentation;

/** What the owner sees a device called, for example "Chrome on Linux". */
final class DeviceLabel {
    private static final int MAX_LENGTH = 100;

    private DeviceLabel() {}

    static String of(KeycloakSession session, DeviceEvidence evidence) {
        DeviceRepresentation device =
                session.getProvider(DeviceRepresentationProvider.class).deviceRepresentation();
        String browser = device == null ? null : device.getBrowser();
        String system = device == null ? null : device.getOs();
        // "Chrome/156.0.0" names a version that changes weekly.
        String name = isKnown(browser) ? browser.replaceAll("/.*", "") : "Browser";
        String label = isKnown(system) ? name + " on " + system : name;
        if (!evidence.keycloakOrigin()) {
            label += " (" + URI.create(evidence.origin().value()).getHost() + ")";
        }
        return label.length() > MAX_LENGTH ? label.substring(0, MAX_LENGTH) : label;
    }

    private static boolean isKnown(String text) {
        return text != null && !text.isBlank() && !text.startsWith("Other") && !text.startsWith("Unknown");
    }
}
