package dev.relock.http.admin;

import dev.relock.decision.TrustState;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which owned devices are meant.
 *
 * @param user id of the owner
 * @param device the device
 * @param state what it is worth now
 * @param minAge seconds since it became trusted for the first time, at least
 * @param minIdle seconds since it was last used, at least
 * @param search whose owners are searched for: as in the admin console's list of users; empty means all
 * @param first how many users to pass over
 * @param max how many users to look at
 */
public record DeviceQuery(
        Optional<String> user,
        Optional<DeviceId> device,
        Optional<TrustState> state,
        long minAge,
        long minIdle,
        String search,
        int first,
        int max) {
    /** What a binding can be worth by itself. */
    public static final List<TrustState> STATES = List.of(
            TrustState.TRUSTED,
            TrustState.WEAK,
            TrustState.EXPIRED,
            TrustState.IDLE_EXPIRED,
            TrustState.ACCOUNT_CHANGED,
            TrustState.SUSPENDED);

    /** All query parameters. */
    public static final List<String> PARAMETERS =
            List.of("user", "device", "state", "minAge", "minIdle", "search", "first", "max");

    /** How many users are looked at unless told otherwise. */
    public static final int DEFAULT_MAX = 100;

    /** How many users are looked at in one request. */
    public static final int HIGHEST_MAX = 1000;

    private static final int MAX_TEXT_LENGTH = 255;
    private static final int HIGHEST_NUMBER = Integer.MAX_VALUE;

    /** A misspelt filter would widen what is removed, so an unknown one is an error. */
    static DeviceQuery parse(MultivaluedMap<String, String> query) {
        for (String name : query.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw Problem.bad(name, "is not a known parameter");
            }
        }
        return new DeviceQuery(
                text(query, "user"),
                text(query, "device").map(DeviceQuery::device),
                text(query, "state").map(DeviceQuery::state),
                number(query, "minAge", 0, 0, HIGHEST_NUMBER),
                number(query, "minIdle", 0, 0, HIGHEST_NUMBER),
                text(query, "search").orElse(""),
                number(query, "first", 0, 0, HIGHEST_NUMBER),
                number(query, "max", DEFAULT_MAX, 1, HIGHEST_MAX));
    }

    /** Whether it leaves any device out. */
    boolean isNarrow() {
        return user.isPresent() || device.isPresent() || state.isPresent() || minAge > 0 || minIdle > 0;
    }

    boolean matches(OwnerBinding binding, TrustState standing, long now) {
        return device.filter(wanted -> !wanted.equals(binding.device())).isEmpty()
                && state.filter(wanted -> wanted != standing).isEmpty()
                && now - binding.createdAt() >= minAge
                && now - binding.lastUsedAt() >= minIdle;
    }

    private static Optional<String> text(MultivaluedMap<String, String> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.bad(name, "must be given once");
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(0);
        if (value.isBlank() || value.length() > MAX_TEXT_LENGTH) {
            throw Problem.bad(name, "must have 1 to " + MAX_TEXT_LENGTH + " characters");
        }
        return Optional.of(value);
    }

    private static DeviceId device(String text) {
        try {
            return DeviceId.parse(text);
        } catch (MalformedException e) {
            throw Problem.bad("device", "must be a device id, 43 characters of base64url");
        }
    }

    private static TrustState state(String text) {
        return STATES.stream()
                .filter(state -> state.id().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.bad(
                        "state",
                        "must be one of "
                                + Arrays.toString(
                                        STATES.stream().map(TrustState::id).toArray())));
    }

    private static int number(MultivaluedMap<String, String> query, String name, int byDefault, int min, int max) {
        String text = text(query, name).orElse(Integer.toString(byDefault));
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one complaint.
        }
        throw Problem.bad(name, "must be a whole number from " + min + " to " + max);
    }
}
