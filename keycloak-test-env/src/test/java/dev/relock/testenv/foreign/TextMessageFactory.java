package dev.relock.testenv.foreign;

/** An extension that has its own credential type. */
public final class TextMessageFactory extends ForeignAuthenticatorFactory {
    public TextMessageFactory() {
        super(ForeignExtension.TEXT_MESSAGE, ForeignExtension.TEXT_MESSAGE_CREDENTIAL);
    }
}
