package dev.relock.protocol;

import java.util.Optional;

/** The realm's keys, as far as the gateway signs and seals with them. */
public interface GatewayKeys {
    /** Id of the active Ed25519 key. */
    String kid();

    /** The active Ed25519 public key, 32 bytes. */
    byte[] publicKey();

    /** Signs with the active Ed25519 key; {@code labelled} starts with a label of {@link Labels}. */
    byte[] sign(byte[] labelled);

    /** Id of the active AES key. */
    String secretId();

    /** An AES key of the realm that may still open what it has sealed, by its id. */
    Optional<byte[]> secret(String id);
}
