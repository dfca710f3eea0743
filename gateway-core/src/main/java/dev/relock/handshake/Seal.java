package dev.relock.handshake;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.GatewayKeys;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Labels;
import dev.relock.protocol.Lp;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals and opens {@link SealedState} (docs/protocol.md section 7). */
final class Seal {
    /** Longest cookie value that is looked at, characters. */
    static final int MAX_LENGTH = 3000;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte FORMAT = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_KID_BYTES = 200;

    private final GatewayKeys keys;

    Seal(GatewayKeys keys) {
        this.keys = keys;
    }

    String seal(DeviceState state, long now) {
        String kid = keys.secretId();
        byte[] secret = keys.secret(kid).orElseThrow();
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        byte[] plain = StrictJson.write(SealedState.of(state, now));
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, secret, iv, state.identity()).doFinal(plain);
            return Encoding.base64Url(Lp.start()
                    .raw(new byte[] {FORMAT})
                    .add(kid)
                    .raw(iv)
                    .raw(sealed)
                    .bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty for no cookie, one that cannot be read, or another device's. */
    Optional<SealedState> open(String cookie, DeviceIdentity identity) {
        if (cookie == null || cookie.isEmpty() || cookie.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(Encoding.fromBase64Url("cookie", cookie));
            if (in.remaining() < 3 || in.get() != FORMAT) {
                return Optional.empty();
            }
            int kidLength = in.getShort();
            if (kidLength < 0 || kidLength > MAX_KID_BYTES || in.remaining() < kidLength + IV_BYTES) {
                return Optional.empty();
            }
            byte[] kid = new byte[kidLength];
            in.get(kid);
            byte[] iv = new byte[IV_BYTES];
            in.get(iv);
            Optional<byte[]> secret = keys.secret(new String(kid, StandardCharsets.UTF_8));
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            byte[] sealed = Arrays.copyOfRange(in.array(), in.position(), in.limit());
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, secret.get(), iv, identity).doFinal(sealed);
            return Optional.of(StrictJson.read(plain, SealedState.class));
        } catch (MalformedException | AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, byte[] secret, byte[] iv, DeviceIdentity identity)
            throws GeneralSecurityException {
        byte[] info = Lp.labelled(Labels.SEAL)
                .raw(identity.device().getBytes(StandardCharsets.UTF_8))
                .bytes();
        byte[] key = Hash.hkdf(new byte[0], secret, info, 32);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(Lp.start()
                .add(identity.realmId())
                .add(identity.issuer())
                .add(identity.originValue())
                .add(identity.device())
                .bytes());
        return cipher;
    }
}
