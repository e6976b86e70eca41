package io.leadloop.quality;

/**
 * A common mistake, seen on live data.
 *
 * @param key names it for silencing: what it is and what it is about
 * @param words what is wrong
 * @param cost what it costs
 * @param remedy what to do
 */
public record Finding(String key, String words, String cost, String remedy) {}
