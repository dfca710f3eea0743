package dev.relock.handshake;

import dev.relock.device.DeviceIdentity;
import dev.relock.message.ExchangeMessage;

/**
 * A message that its device has signed, and what came with it.
 *
 * @param sealedCookie what the browser keeps for us, or null
 * @param network address prefix of the sender
 * @param now seconds since 1970
 */
record ExchangeRequest(
        ExchangeMessage message, DeviceIdentity identity, String sealedCookie, String network, long now) {}
