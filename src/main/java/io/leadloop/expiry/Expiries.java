package io.leadloop.expiry;

import java.util.List;

/** Implemented by rooms that know what ends. */
public interface Expiries {

    /** Everything of what is configured whose end is known; what has no known end is left out. */
    List<Expiry> expiries();
}
