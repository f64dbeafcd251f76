const NETWORK = /^(PIP_.*|.*_CA_(BUNDLE|CERTS).*|.*SSL_.*|GIT_SSL.*|(HTTPS?|NO|ALL)_PROXY|NETRC)$/i;

/** This machine's own network settings, each undone: what remains is what a test sets. */
export function withoutNetworkSettings(): Record<string, undefined> {
  return Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => NETWORK.test(name))
      .map((name) => [name, undefined]),
  );
}
