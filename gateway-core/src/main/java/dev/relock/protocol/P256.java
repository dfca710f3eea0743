package dev.relock.protocol;

import java.math.BigInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** The curve P-256 and the vetting of its points, for browsers without Ed25519 or X25519. */
final class P256 {
    static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
    static final int COORDINATE_BYTES = 32;
    static final int POINT_BYTES = 65;

    private P256() {}

    /** Reads a public key from its coordinates: below the field's prime, on the curve, not infinity. */
    static ECPublicKeyParameters vet(byte[] x, byte[] y) throws MalformedException {
        try {
            BigInteger prime = DOMAIN.getCurve().getField().getCharacteristic();
            BigInteger px = BigIntegers.fromUnsignedByteArray(x);
            BigInteger py = BigIntegers.fromUnsignedByteArray(y);
            if (px.compareTo(prime) < 0 && py.compareTo(prime) < 0) {
                ECPoint point = DOMAIN.validatePublicPoint(DOMAIN.getCurve().createPoint(px, py));
                return new ECPublicKeyParameters(point, DOMAIN);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one refusal.
        }
        throw new MalformedException("not a valid P-256 public key");
    }
}
