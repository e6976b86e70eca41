package io.leadloop.crm;

import java.util.List;

/** Sources that people made in the browser or by REST; the room that keeps them implements it. */
public interface StoredSources {

    List<StoredSource> sources();
}
