package dev.relock.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the proof in a request: headers, then JSON fields, then form fields, then cookies. Token and signature come from
 * the first place that has a token; the session from the first that has a session.
 */
final class ProofFields {
    /** A place where a proof can be. */
    enum Place {
        HEADER,
        JSON,
        FORM,
        COOKIE
    }

    /**
     * A proof as found.
     *
     * @param place where token and signature were
     */
    record Found(DeviceProof proof, Place place) {}

    private interface Source {
        List<String> values(String name);
    }

    private final List<Source> sources = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    private ProofFields() {}

    static ProofFields of(HttpHeaders headers) {
        ProofFields fields = new ProofFields();
        fields.add(Place.HEADER, name -> {
            List<String> values = headers.getRequestHeader(name);
            return values == null ? List.of() : values;
        });
        return fields;
    }

    /** Of a form alone, as pages of ours submit it. */
    static ProofFields ofForm(MultivaluedMap<String, String> form) {
        return new ProofFields().form(form);
    }

    ProofFields json(JsonNode body) {
        return add(Place.JSON, name -> body.hasNonNull(name) ? List.of(text(body.get(name))) : List.of());
    }

    ProofFields form(MultivaluedMap<String, String> form) {
        return add(Place.FORM, name -> form.getOrDefault(name, List.of()));
    }

    ProofFields cookies(HttpHeaders headers) {
        return add(Place.COOKIE, name -> {
            Cookie cookie = headers.getCookies().get(name);
            return cookie == null ? List.of() : List.of(cookie.getValue());
        });
    }

    /**
     * The proof, in its documented form but not verified.
     *
     * @return empty when there is no token anywhere
     * @throws MalformedException when a field is missing, given twice, or not of the documented form
     */
    Optional<Found> find() throws MalformedException {
        Optional<Integer> place = placeOf(DeviceProof.TOKEN);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Source source = sources.get(place.get());
        Optional<Integer> sessionPlace = placeOf(DeviceProof.SESSION);
        if (sessionPlace.isEmpty()) {
            throw new MalformedException(DeviceProof.SESSION + " is missing");
        }
        DeviceProof proof = DeviceProof.parse(
                single(source, DeviceProof.TOKEN),
                single(source, DeviceProof.SIGNATURE),
                single(sources.get(sessionPlace.get()), DeviceProof.SESSION));
        return Optional.of(new Found(proof, places.get(place.get())));
    }

    private Optional<Integer> placeOf(String name) {
        for (int i = 0; i < sources.size(); i++) {
            if (!sources.get(i).values(name).isEmpty()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static String single(Source source, String name) throws MalformedException {
        List<String> values = source.values(name);
        if (values.isEmpty()) {
            throw new MalformedException(name + " is missing");
        }
        if (values.size() > 1) {
            throw new MalformedException(name + " is given more than once");
        }
        return values.get(0);
    }

    /** A member that is no string is malformed, and an empty one is refused as such later. */
    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    private ProofFields add(Place place, Source source) {
        sources.add(source);
        places.add(place);
        return this;
    }
}
