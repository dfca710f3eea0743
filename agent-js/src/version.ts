/** The version of this package, told to the gateway. */
export const VERSION = '0.1.0';
