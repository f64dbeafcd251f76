/** Why pip failed: `cause` as half a sentence, and what to do about it. */
export interface PipFailure {
  readonly cause: string;
  readonly remedy: string;
}

type Explain = (found: RegExpExecArray, text: string) => PipFailure;

const LOOPBACK =
  'In a container 127.0.0.1 is the container itself: --installNetwork=host makes it this machine.';
const SETTINGS = 'PIP_INDEX_URL or pip.conf';
const SERVER = /host='?([^',)]+)'?, port=(\d+)\)/;

/** The first that matches explains the failure: what pip saw of the network before what it made of that. */
const EXPLANATIONS: readonly (readonly [RegExp, Explain])[] = [
  [
    /No space left on device/i,
    () => ({
      cause: 'there is no room left where it installs or builds',
      remedy: 'Make room: nx run benchmarks:prune --dryRun says what can go.',
    }),
  ],
  [
    /from versions: (?!none\))([^)]+)\)/,
    ([, versions], text) => ({
      cause: 'there is no such version for this Python',
      remedy: `The newest that the index has: ${versions!.split(', ').slice(-5).join(', ')}.${otherPythons(text)}`,
    }),
  ],
  [
    /407 Proxy Authentication Required/i,
    () => ({
      cause: 'the proxy refuses the user or the password (407)',
      remedy:
        'Correct them in HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT, special characters as %40 and the like.',
    }),
  ],
  [
    /Tunnel connection failed: (\d+ [^')"]+)/,
    ([, status]) => ({
      cause: `the proxy does not lead to the index (${status!.trim()})`,
      remedy:
        'Ask who runs the proxy to let the index through, or name it in NO_PROXY if it is reached without.',
    }),
  ],
  [
    /ProxyError|(?:Cannot|Unable to) connect to proxy/,
    (_, text) => ({
      cause: `the proxy cannot be reached${because(text)}`,
      remedy: `Check HTTPS_PROXY, or name the index in NO_PROXY. ${LOOPBACK}`,
    }),
  ],
  [
    /certificate has expired|certificate is not yet valid/,
    ([what]) => ({
      cause: `the certificate of the index does not hold now: ${what}`,
      remedy: 'Ask who runs the index to renew it, and check the clock of this machine.',
    }),
  ],
  [
    /Hostname mismatch|IP address mismatch|CertificateError\("hostname|doesn't match (?:either of )?'/,
    () => ({
      cause: 'the certificate of the index is for another host name',
      remedy: `Name the index in ${SETTINGS} by the host name that its certificate has.`,
    }),
  ],
  [
    /WRONG_VERSION_NUMBER|UNKNOWN_PROTOCOL|record layer failure/i,
    () => ({
      cause: 'the index, or what stands before it, does not speak TLS',
      remedy: `If it is served without: http:// in ${SETTINGS}. An http proxy is http://… in HTTPS_PROXY, too.`,
    }),
  ],
  [
    /CERTIFICATE_VERIFY_FAILED/,
    () => ({
      cause: 'the index shows a certificate of a CA that nobody here knows',
      remedy:
        'Name your company’s CA file: option caCertificates, or NODE_EXTRA_CA_CERTS, or PIP_CERT (docs/company-networks.md).',
    }),
  ],
  [
    /SSLError|SSL: /,
    () => ({
      cause: 'no TLS connection to the index came about',
      remedy: `Check ${SETTINGS}, and whether something on the way takes TLS apart.`,
    }),
  ],
  [
    // urllib's words and git's: pip's own, of the index, are others.
    /<urlopen error (?!\[SSL|Tunnel)(?:\[Errno -?\d+\] )?([^>]+)>|(Could not resolve host: \S+)/,
    ([, urllib, git]) => ({
      cause: `something besides the package index cannot be reached: ${urllib ?? git}`,
      remedy:
        'Check HTTPS_PROXY. What a build cannot reach from here can be in the image of its toolchain (docs/sides.md).',
    }),
  ],
  [
    /NewConnectionError|NameResolutionError|ConnectTimeout|Read timed out|ReadTimeout|Connection refused|RemoteDisconnected|ConnectionResetError|Connection to \S+ timed out/,
    (_, text) => ({
      cause: `the package index${server(text)} cannot be reached${because(text)}`,
      remedy: `Check the network, HTTPS_PROXY and ${SETTINGS}. ${LOOPBACK}`,
    }),
  ],
  [
    /401 Client Error|401 Error/,
    (_, text) =>
      /Found credentials in|Found index url \S*@|\*\*\*@|:\*\*\*\*@/.test(text)
        ? {
            cause: 'the index refuses the user or the password (401)',
            remedy: `Correct them in ${SETTINGS}, or in .netrc; special characters in a URL as %40 and the like.`,
          }
        : {
            cause: 'the index asks for a user and a password (401)',
            remedy: `Give them in the URL in ${SETTINGS}, https://USER:PASSWORD@HOST/…, or in .netrc.`,
          },
  ],
  [
    /403 Client Error/,
    () => ({
      cause: 'the index forbids this package, or everything, to this user (403)',
      remedy: `Check the user and the password in ${SETTINGS} or .netrc, and what the index lets that user read.`,
    }),
  ],
  [
    /(5\d\d) Server Error/,
    ([, status]) => ({
      cause: `the index is out of order (${status})`,
      remedy: 'Try again later, or ask who runs it.',
    }),
  ],
  [
    /conflicting dependencies|ResolutionImpossible: for help/,
    (_, text) => ({
      cause: `the requirements contradict each other${conflict(text)}`,
      remedy:
        "Loosen the scenario's requirements.txt or requirements_scenario.txt, which both sides install besides the library.",
    }),
  ],
  [
    /requires a different Python: (\S+) not in '([^']+)'|require a different python version: (.+)/,
    ([, python, range, ignored]) => ({
      cause: `it is for another Python (${range === undefined ? ignored!.trim() : `${range}; this is ${python}`})`,
      remedy: 'Choose an image with such a Python (--image, or --python in the image), or an older version.',
    }),
  ],
  [
    /No such file or directory: '([^'/]*(?:gcc|g\+\+|cc|clang|rustc|cargo|cmake|ninja|make))'|command '([^']*)' failed: No such file|unable to execute '([^']*)'|command '([^']*(?:gcc|g\+\+|cc|clang))' failed|(cargo|rustc|cmake|ninja)\b[^\n]*(?:not found|must be installed|No such file)|can't find (Rust) compiler/i,
    (found) => ({
      cause: `there is no wheel for this Python, and building one needs ${found.slice(1).find(Boolean)}, which is not there`,
      remedy:
        'In nx.json: "toolchain": { "apt": ["gcc", "libc6-dev", "python3-dev"] }; with --engine=local install it on this machine. Or choose a version that has a wheel.',
    }),
  ],
  [
    /fatal error: (\S+\.h): No such file/,
    ([, header]) => ({
      cause: `there is no wheel for this Python, and building one needs the header ${header}, which is not there`,
      remedy:
        'In nx.json: "toolchain": { "apt": ["gcc", "libc6-dev", "python3-dev"] }, and the package that holds it.',
    }),
  ],
  [
    /none of the wheel's tags[^\n]*are compatible/,
    () => ({
      cause: 'the index has it for other Pythons or machines only',
      remedy: 'Choose an image with another Python (--image), or a version that has a wheel for this one.',
    }),
  ],
  [
    /404 Client Error: [^\n]* for url: (\S+)/,
    ([, url]) => ({
      cause: `the index has no package of this name (404 for ${url})`,
      remedy: `Check the spelling, and the index in ${SETTINGS}.`,
    }),
  ],
  [
    /Skipping page (\S+) because[^\n]*Content-Type: ([^\s.]+)/,
    ([, url, type]) => ({
      cause: `${url} is no page of a package index (its type is ${type})`,
      remedy: `Check the URL in ${SETTINGS}; it usually ends with /simple/.`,
    }),
  ],
  [
    /No matching distribution found/,
    () => ({
      cause: 'the index has no package of this name for this Python',
      remedy: `Check the spelling, and the index in ${SETTINGS}.`,
    }),
  ],
];

/**
 * Explains pip's failure by its own words.
 *
 * @param text what pip printed and logged
 * @returns undefined for what nobody has met yet
 */
export function explainPipFailure(text: string): PipFailure | undefined {
  for (const [pattern, explain] of EXPLANATIONS) {
    const found = pattern.exec(text);
    if (found !== null) return explain(found, text);
  }
  return undefined;
}

/** ` at HOST:PORT`, where pip says it. */
function server(text: string): string {
  const found = SERVER.exec(text);
  return found === null ? '' : ` at ${found[1]}:${found[2]}`;
}

function because(text: string): string {
  if (/Name or service not known|name resolution|nodename nor servname|No address associated/i.test(text)) {
    return ': its host name is unknown';
  }
  if (/Connection refused/i.test(text)) return ': the connection was refused';
  if (/timed out|Timeout/i.test(text)) return ': it does not answer';
  return '';
}

function conflict(text: string): string {
  const block = /The conflict is caused by:\s*\n((?:[ \t]+\S[^\n]*\n?)+)/.exec(text)?.[1];
  return block === undefined
    ? ''
    : `: ${block
        .trim()
        .split(/\s*\n\s*/)
        .join('; ')}`;
}

function otherPythons(text: string): string {
  const ignored = /require a different python version: (.+)/.exec(text)?.[1];
  return ignored === undefined ? '' : ` For other Pythons: ${ignored.trim()}.`;
}
