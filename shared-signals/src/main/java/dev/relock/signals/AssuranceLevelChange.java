package dev.relock.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keycloak.ssf.event.caep.CaepEvent;

/** How sure it is who sits before a browser has changed (CAEP 1.0, assurance-level-change). */
public final class AssuranceLevelChange extends CaepEvent {
    public static final String TYPE = "https://schemas.openid.net/secevent/caep/event-type/assurance-level-change";

    @JsonProperty("namespace")
    private String namespace;

    @JsonProperty("current_level")
    private String currentLevel;

    @JsonProperty("previous_level")
    private String previousLevel;

    @JsonProperty("change_direction")
    private String changeDirection;

    public AssuranceLevelChange() {
        super(TYPE);
    }

    public String getNamespace() {
        return namespace;
    }

    public void setNamespace(String value) {
        namespace = value;
    }

    public String getCurrentLevel() {
        return currentLevel;
    }

    public void setCurrentLevel(String level) {
        currentLevel = level;
    }

    public String getPreviousLevel() {
        return previousLevel;
    }

    public void setPreviousLevel(String level) {
        previousLevel = level;
    }

    public String getChangeDirection() {
        return changeDirection;
    }

    public void setChangeDirection(String direction) {
        changeDirection = direction;
    }
}
