package dev.relock.protocol;

/**
 * Names a device: the RFC 7638 SHA-256 thumbprint of its public key.
 *
 * @param value base64url, 43 characters
 */
public record DeviceId(String value) {
    private static final int BYTES = 32;

    public static DeviceId parse(String text) throws MalformedException {
        Encoding.fromBase64Url("device id", text, BYTES);
        return new DeviceId(text);
    }

    public static DeviceId ofThumbprint(byte[] thumbprint) {
        return new DeviceId(Encoding.base64Url(thumbprint));
    }

    /** The 32 bytes of the thumbprint. */
    public byte[] thumbprint() {
        try {
            return Encoding.fromBase64Url("device id", value, BYTES);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
