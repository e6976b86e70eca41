-- Consents that administrators ask of a platform by its sign-in (OAuth 2.0), until the answer comes or ten minutes are over.
-- The state stands here as a keyed hash and the verifier (PKCE) sealed: who reads the table cannot answer in their place.
create table asked_consent (
    state_hash text primary key,
    kind text not null,
    name text not null,
    asked_by text not null,
    redirect_uri text not null,
    verifier bytea,
    ends_at timestamptz not null
);
