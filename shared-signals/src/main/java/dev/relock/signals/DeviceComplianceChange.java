package dev.relock.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keycloak.ssf.event.caep.CaepEvent;

/** A browser is trusted no more (CAEP 1.0, device-compliance-change). */
public final class DeviceComplianceChange extends CaepEvent {
    public static final String TYPE = "https://schemas.openid.net/secevent/caep/event-type/device-compliance-change";

    @JsonProperty("previous_status")
    private String previousStatus;

    @JsonProperty("current_status")
    private String currentStatus;

    public DeviceComplianceChange() {
        super(TYPE);
    }

    public String getPreviousStatus() {
        return previousStatus;
    }

    public void setPreviousStatus(String status) {
        previousStatus = status;
    }

    public String getCurrentStatus() {
        return currentStatus;
    }

    public void setCurrentStatus(String status) {
        currentStatus = status;
    }
}
