package dev.relock.message;

import dev.relock.protocol.Labels;
import dev.relock.protocol.MalformedException;

/** What a message of the agent asks for. */
public enum Purpose {
    /** Continues or repeats; creates nothing and proves no copy. */
    STEP(Labels.STEP),
    /** Answers a challenge that was given while the gateway held nothing: creates or resumes. */
    ENROL(Labels.ENROL),
    /** Answers a challenge that was given while the gateway held another root: proves a copy if it still does not fit. */
    CONFLICT(Labels.CONFLICT);

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Purpose parse(String text) throws MalformedException {
        return switch (text) {
            case "step" -> STEP;
            case "enrol" -> ENROL;
            case "conflict" -> CONFLICT;
            default -> throw new MalformedException("purpose is not step, enrol or conflict");
        };
    }
}
