package dev.relock.signals;

import dev.relock.event.DeviceEvent;
import dev.relock.event.EventDetail;
import dev.relock.gateway.OwnedDevices;
import dev.relock.owner.Assurance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.ssf.event.caep.CaepSessionRevoked;

/** What an event of Relock's means to receivers. That a credential changed, Keycloak's own transmitter tells already. */
final class Signals {
    private static final String COMPLIANT = "compliant";
    private static final String NOT_COMPLIANT = "not-compliant";

    private final Event event;
    private final String device;

    private Signals(Event event, String device) {
        this.event = event;
        this.device = device;
    }

    static List<Signal> of(Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        String device = details.get(EventDetail.DEVICE.id());
        return device == null || event.getUserId() == null
                ? List.of()
                : new Signals(event, device).all().toList();
    }

    private Stream<Signal> all() {
        String what = detail(EventDetail.EVENT);
        if (what.equals(DeviceEvent.SUSPENDED.id())) {
            Stream<Signal> lost = trust(AssuranceLevel.TRUSTED_BROWSER, AssuranceLevel.NONE);
            return Stream.concat(
                    Stream.concat(Stream.of(compliance(COMPLIANT, NOT_COMPLIANT)), lost),
                    sessions().map(this::revoked));
        }
        if (what.equals(DeviceEvent.RESTORED.id())) {
            Stream<Signal> back = trust(AssuranceLevel.NONE, AssuranceLevel.TRUSTED_BROWSER);
            return Stream.concat(Stream.of(compliance(NOT_COMPLIANT, COMPLIANT)), back);
        }
        if (what.equals(DeviceEvent.BOUND.id())) {
            boolean isRenewed = detail(EventDetail.FORMER_ASSURANCE).equals(Assurance.MFA.id());
            return isRenewed ? Stream.empty() : trust(AssuranceLevel.NONE, AssuranceLevel.TRUSTED_BROWSER);
        }
        boolean isStepUp = event.getType() == EventType.LOGIN
                && !detail(EventDetail.STEP_UP).isEmpty();
        Optional<String> session = Optional.ofNullable(event.getSessionId());
        return isStepUp
                ? Stream.of(level(AssuranceLevel.TRUSTED_BROWSER, AssuranceLevel.SECOND_FACTOR, session))
                : Stream.empty();
    }

    private Stream<String> sessions() {
        return Arrays.stream(detail(EventDetail.SESSIONS).split(",", -1)).filter(session -> !session.isEmpty());
    }

    /** What was bound at an application, without a second factor, counts for nothing at Keycloak's own login. */
    private Stream<Signal> trust(AssuranceLevel before, AssuranceLevel now) {
        return detail(EventDetail.ASSURANCE).equals(Assurance.MFA.id())
                ? Stream.of(level(before, now, Optional.empty()))
                : Stream.empty();
    }

    private Signal compliance(String before, String now) {
        return signal(
                DeviceComplianceChange.TYPE,
                Optional.empty(),
                Map.of("previous_status", before, "current_status", now));
    }

    private Signal level(AssuranceLevel before, AssuranceLevel now, Optional<String> session) {
        return signal(
                AssuranceLevelChange.TYPE,
                session,
                Map.of(
                        "namespace", AssuranceLevel.NAMESPACE,
                        "previous_level", before.id(),
                        "current_level", now.id(),
                        "change_direction", before.directionTo(now)));
    }

    private Signal revoked(String session) {
        return signal(CaepSessionRevoked.TYPE, Optional.of(session), Map.of());
    }

    private Signal signal(String type, Optional<String> session, Map<String, Object> own) {
        Map<String, Object> members = new HashMap<>(own);
        members.put("event_timestamp", event.getTime() / 1000);
        members.put("initiating_entity", initiator());
        if (!reason().isEmpty()) {
            members.put("reason_admin", Map.of("en", reason()));
        }
        return new Signal(type, event.getUserId(), device, session, members);
    }

    private String initiator() {
        if (detail(EventDetail.REASON).isEmpty()) {
            return "user";
        }
        return reason().equals(OwnedDevices.BY_ADMINISTRATOR) ? "admin" : "policy";
    }

    private String reason() {
        String reason = detail(EventDetail.REASON);
        return reason.isEmpty() ? detail(EventDetail.STEP_UP) : reason;
    }

    private String detail(EventDetail detail) {
        return event.getDetails().getOrDefault(detail.id(), "");
    }
}
