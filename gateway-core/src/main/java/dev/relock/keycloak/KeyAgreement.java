package dev.relock.keycloak;

import dev.relock.gateway.ExchangeReply;
import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.Origin;
import java.util.Optional;

/** Where keys are agreed on: here, or at another gateway. */
interface KeyAgreement {
    ExchangeReply exchange(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie);
}
