package dev.relock.signals;

import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.ssf.subject.ComplexSubjectId;
import org.keycloak.ssf.subject.OpaqueSubjectId;
import org.keycloak.ssf.subject.SubjectId;
import org.keycloak.ssf.transmitter.SsfTransmitter;
import org.keycloak.ssf.transmitter.SsfTransmitterProvider;
import org.keycloak.ssf.transmitter.emit.EmitEventResult;
import org.keycloak.ssf.transmitter.emit.EmitEventStatus;
import org.keycloak.ssf.transmitter.stream.StreamConfig;

/** Hands signals to Keycloak's transmitter, for each receiver of the realm that has a stream. */
final class Transmitter {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final int MAX_RECEIVERS = 1000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SsfTransmitterProvider transmitter;

    Transmitter(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.transmitter = SsfTransmitter.of(session);
    }

    void send(List<Signal> signals) {
        List<ClientModel> receivers = session.clients()
                .searchClientsByAttributes(realm, Map.of("ssf.enabled", "true"), 0, MAX_RECEIVERS)
                .toList();
        for (ClientModel receiver : receivers) {
            StreamConfig stream = transmitter.streamStore().getStreamForClient(receiver);
            if (stream != null) {
                signals.forEach(signal -> send(receiver, stream, signal));
            }
        }
    }

    private void send(ClientModel receiver, StreamConfig stream, Signal signal) {
        EmitEventResult result = transmitter
                .eventEmitterService()
                .emit(receiver, signal.type(), subject(stream, signal), signal.members());
        if (result.status() != EmitEventStatus.DISPATCHED) {
            LOG.debugf("%s gets no %s: %s", receiver.getClientId(), signal.type(), result.status());
        }
    }

    /** The user as the receiver wants to have users named, with the browser and perhaps a session beside. */
    private SubjectId subject(StreamConfig stream, Signal signal) {
        SubjectId user = transmitter.securityEventTokenMapper().buildSubjectForReceiver(stream, signal.userId());
        ComplexSubjectId subject = user instanceof ComplexSubjectId complex ? complex : new ComplexSubjectId();
        if (subject != user) {
            subject.setUser(user);
        }
        subject.setDevice(opaque(signal.deviceId()));
        signal.sessionId().map(Transmitter::opaque).ifPresent(subject::setSession);
        return subject;
    }

    private static OpaqueSubjectId opaque(String id) {
        OpaqueSubjectId subject = new OpaqueSubjectId();
        subject.setId(id);
        return subject;
    }
}
