package dev.relock.handshake;

import dev.relock.device.DeviceState;
import dev.relock.epoch.Epoch;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Contact;

/**
 * An epoch that has been put into the store, for a device whose entry does not name it yet.
 *
 * @param next the entry that does
 * @param nonce 16 bytes for the answer
 * @param answerMacKey authenticates the answer
 */
record Opening(DeviceState next, Epoch epoch, byte[] nonce, byte[] answerMacKey) {
    Accepted accepted(Contact contact, DeviceState before) {
        boolean networkChanged = contact != Contact.FRESH && !before.network().equals(next.network());
        return new Accepted(next, epoch, nonce, answerMacKey, contact, networkChanged);
    }
}
