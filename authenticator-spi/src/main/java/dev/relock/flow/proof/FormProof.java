package dev.relock.flow.proof;

import dev.relock.proof.DeviceProof;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/** Reads the three proof fields of a submitted form. */
public final class FormProof {
    private FormProof() {}

    /** A proof that is missing, given twice or not of the documented form is no proof; in a login that is no error. */
    public static Optional<DeviceProof> read(MultivaluedMap<String, String> form) {
        try {
            return Optional.of(DeviceProof.parse(
                    single(form, DeviceProof.TOKEN),
                    single(form, DeviceProof.SIGNATURE),
                    single(form, DeviceProof.SESSION)));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static String single(MultivaluedMap<String, String> form, String field) throws MalformedException {
        List<String> values = form.getOrDefault(field, List.of());
        if (values.size() != 1) {
            throw new MalformedException(field + " must be given once");
        }
        return values.get(0);
    }
}
