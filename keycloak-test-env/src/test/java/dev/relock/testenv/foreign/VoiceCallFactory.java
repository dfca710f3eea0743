package dev.relock.testenv.foreign;

/** An extension that does not say what kind of thing it asks for. */
public final class VoiceCallFactory extends ForeignAuthenticatorFactory {
    public VoiceCallFactory() {
        super(ForeignExtension.VOICE_CALL, null);
    }
}
