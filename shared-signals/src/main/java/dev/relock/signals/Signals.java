package dev.relock.signals;

import dev.relock.event.DeviceEvent;
import dev.relock.event.EventDetail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.ssf.event.caep.CaepSessionRevoked;

/** What Relock's events mean to receivers. That a credential changed, Keycloak's own transmitter tells already. */
final class Signals {
    private static final String NAMESPACE = "relock";
    private static final String TRUSTED_BROWSER = "trusted-browser";

    private Signals() {}

    static List<Signal> of(Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        String device = details.get(EventDetail.DEVICE.id());
        if (device == null || event.getUserId() == null) {
            return List.of();
        }
        if (DeviceEvent.SUSPENDED.id().equals(details.get(EventDetail.EVENT.id()))) {
            return suspended(event, device, details);
        }
        boolean isStepUp = event.getType() == EventType.LOGIN && details.containsKey(EventDetail.STEP_UP.id());
        return isStepUp ? List.of(steppedUp(event, device, details.get(EventDetail.STEP_UP.id()))) : List.of();
    }

    private static List<Signal> suspended(Event event, String device, Map<String, String> details) {
        String user = event.getUserId();
        String reason = details.getOrDefault(EventDetail.REASON.id(), "");
        List<Signal> signals = new ArrayList<>();
        signals.add(new Signal(
                DeviceComplianceChange.TYPE,
                user,
                device,
                Optional.empty(),
                members(
                        event,
                        "policy",
                        reason,
                        Map.of("previous_status", "compliant", "current_status", "not-compliant"))));
        signals.add(new Signal(
                AssuranceLevelChange.TYPE,
                user,
                device,
                Optional.empty(),
                members(
                        event,
                        "policy",
                        reason,
                        Map.of(
                                "namespace",
                                NAMESPACE,
                                "previous_level",
                                TRUSTED_BROWSER,
                                "current_level",
                                "none",
                                "change_direction",
                                "decrease"))));
        for (String ended : details.getOrDefault(EventDetail.SESSIONS.id(), "").split(",", -1)) {
            if (!ended.isEmpty()) {
                signals.add(new Signal(
                        CaepSessionRevoked.TYPE,
                        user,
                        device,
                        Optional.of(ended),
                        members(event, "policy", reason, Map.of())));
            }
        }
        return signals;
    }

    private static Signal steppedUp(Event event, String device, String why) {
        return new Signal(
                AssuranceLevelChange.TYPE,
                event.getUserId(),
                device,
                Optional.ofNullable(event.getSessionId()),
                members(
                        event,
                        "user",
                        why,
                        Map.of(
                                "namespace",
                                NAMESPACE,
                                "previous_level",
                                TRUSTED_BROWSER,
                                "current_level",
                                "second-factor",
                                "change_direction",
                                "increase")));
    }

    private static Map<String, Object> members(Event event, String by, String reason, Map<String, Object> own) {
        Map<String, Object> members = new HashMap<>(own);
        members.put("event_timestamp", event.getTime() / 1000);
        members.put("initiating_entity", by);
        members.put("reason_admin", Map.of("en", reason));
        return members;
    }
}
