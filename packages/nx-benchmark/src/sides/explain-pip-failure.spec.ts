import { describe, expect, it } from '@jest/globals';
import { explainPipFailure } from './explain-pip-failure';

// The words of pip 26.3; those of the older pip in the image of test/parallel/company-network.e2e.ts are tested there.
const DEAD_PROXY = `WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError("HTTPSConnection(host='127.0.0.1', port=33143): Failed to establish a new connection: [Errno 111] Connection refused")': /simple/pkg/
2026-11-24T12:18:39,004 Could not fetch URL https://user:****@127.0.0.1:43027/simple/pkg/: proxy connection error: ('Unable to connect to proxy', NewConnectionError("HTTPSConnection(host='127.0.0.1', port=33143): Failed to establish a new connection: [Errno 111] Connection refused")) - skipping`;

describe('explainPipFailure', () => {
  it('tells a dead proxy from a dead index', () => {
    expect(explainPipFailure(DEAD_PROXY)?.cause).toBe(
      'the proxy cannot be reached: the connection was refused',
    );
    expect(explainPipFailure(DEAD_PROXY.split('\n')[0]!)?.cause).toBe(
      'the package index at 127.0.0.1:33143 cannot be reached: the connection was refused',
    );
  });

  it('knows a full disk by the words of the system', () => {
    const said = 'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device';
    expect(explainPipFailure(said)?.cause).toBe('there is no room left where it installs or builds');
  });

  it('tells what a build downloads itself from what pip does', () => {
    const build = 'ERROR: Operation failed (URLError)\nerror: <urlopen error [Errno 111] Connection refused>';
    expect(explainPipFailure(build)?.cause).toBe(
      'something besides the package index cannot be reached: Connection refused',
    );
    const cargo =
      "fatal: unable to access 'https://example.org/a.git/': Could not resolve host: example.org\nerror: x";
    expect(explainPipFailure(cargo)?.cause).toBe(
      'something besides the package index cannot be reached: Could not resolve host: example.org',
    );
  });

  it('does not make up what it does not know', () => {
    expect(explainPipFailure('ERROR: something new')).toBeUndefined();
  });
});
