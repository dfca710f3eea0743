package dev.relock.flow.claims;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Lp;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.ProtocolMapperModel;

/** How a client is told which browser it is. */
enum DeviceAlias {
    /** The device id itself: the same at every client. */
    DEVICE,
    /** An alias that no other client gets, so that two clients cannot tell that it is the same browser. */
    PAIRWISE,
    /** Not at all. */
    NONE;

    private static final Logger LOG = Logger.getLogger("relock");
    private static final int MIN_SALT_CHARACTERS = 16;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A setting that cannot be read tells nothing. */
    static Mapping of(ProtocolMapperModel mapper) {
        String id = mapper.getConfig().getOrDefault(MapperSettings.DEVICE_ID, DEVICE.id());
        String salt = mapper.getConfig().getOrDefault(MapperSettings.SALT, "");
        for (DeviceAlias alias : values()) {
            if (alias.id().equals(id)) {
                return new Mapping(alias, salt);
            }
        }
        return new Mapping(NONE, salt);
    }

    /**
     * One mapper's setting.
     *
     * @param salt of pairwise aliases; whoever knows it can find out which aliases belong together
     */
    record Mapping(DeviceAlias alias, String salt) {

        /** Empty when the client is not to be told. */
        Optional<String> name(String device, String clientId) {
            return switch (alias) {
                case DEVICE -> Optional.of(device);
                case PAIRWISE -> pairwise(device, clientId);
                case NONE -> Optional.empty();
            };
        }

        private Optional<String> pairwise(String device, String clientId) {
            if (salt.length() < MIN_SALT_CHARACTERS) {
                LOG.warn("A Relock mapper with pairwise device ids has no salt of 16 characters: no id is told."
                        + " Save it once in the admin console, which draws one");
                return Optional.empty();
            }
            byte[] alias = Hash.hmacSha256(
                    salt.getBytes(StandardCharsets.UTF_8),
                    Lp.labelled("relock/1 pairwise").add(clientId).add(device).bytes());
            return Optional.of(Encoding.base64Url(alias));
        }
    }
}
