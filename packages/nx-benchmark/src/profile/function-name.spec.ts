import { describe, expect, it } from '@jest/globals';
import { parseFunctionName } from './function-name';

describe('parseFunctionName', () => {
  it.each([
    ['/app/.venv_ddtrace_v1/lib/python3.11/site-packages/ddtrace/_trace/span.py', 'ddtrace/_trace/span.py'],
    ['/opt/nx-benchmark/side-b/lib/python3.12/site-packages/ddtrace/x.py', 'ddtrace/x.py'],
    ['/usr/lib/python3/dist-packages/yaml/loader.py', 'yaml/loader.py'],
    ['/usr/local/lib/python3.13t/json/encoder.py', 'json/encoder.py'],
    ['/opt/venv/lib/python3.12/site-packages/lib/python3.9/odd.py', 'lib/python3.9/odd.py'],
    ['/job/scenario.py', 'scenario.py'],
    ['/tmp/nx-benchmark-1a2b3c4d-4711-99-AbCd12/bm/_scenario.py', 'bm/_scenario.py'],
    ['/home/me/library/core.py', '/home/me/library/core.py'],
    ['<frozen importlib._bootstrap>', '<frozen importlib._bootstrap>'],
  ])('takes %s for %s', (path, file) => {
    expect(parseFunctionName(`Span.__init__ (${path}:12)`)).toEqual({
      qualname: 'Span.__init__',
      file,
      line: 12,
    });
  });

  it.each(['posix.waitpid', 'dict.get', 'odd (name', 'f (x.py)'])('leaves %s as it is', (name) => {
    expect(parseFunctionName(name)).toEqual({ qualname: name });
  });
});
