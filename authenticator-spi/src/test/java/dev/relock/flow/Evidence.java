package dev.relock.flow;

import dev.relock.decision.DeviceEvidence;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import java.util.Set;

/** Evidence for tests. */
public final class Evidence {
    public static final String DEVICE = "IfDy9QzenlNgeFC9D9JQZn8zdJ3sk9Bg0y46PfAooz0";
    public static final String EPOCH = "00112233445566ff";

    private Evidence() {}

    public static DeviceEvidence provenAt(long seconds) {
        return new DeviceEvidence(
                new DeviceId(DEVICE),
                "{}",
                "https://login.example.com/realms/demo",
                new Origin("https://login.example.com"),
                true,
                "b0370f89dcb0c60a",
                3,
                EPOCH,
                "session",
                Set.of(),
                seconds);
    }
}
