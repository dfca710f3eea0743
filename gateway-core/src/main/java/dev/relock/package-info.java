/** Relock. */
package dev.relock;
