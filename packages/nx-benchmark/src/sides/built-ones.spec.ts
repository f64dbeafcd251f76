import { describe, expect, it } from '@jest/globals';
import { builtOnes } from './built-ones';

const built = (paths: readonly string[]) => builtOnes(paths, (path) => path);

describe('builtOnes', () => {
  it('leaves out scenarios and what lies beside them, and nothing else', () => {
    const library = [
      'pyproject.toml',
      'lib/base/x.py',
      'lib/bm/y.py',
      'lib/scenario.py',
      'benchmarks/CMakeLists.txt',
    ];
    const suite = [
      'benchmarks/span/scenario.py',
      'benchmarks/span/config.yaml',
      'benchmarks/span/deep/data.json',
      'benchmarks/bm/__init__.py',
      'benchmarks/base/requirements.txt',
      'benchmarks/suitespec.yml',
    ];
    expect(built([...library, ...suite])).toEqual(library);
  });

  it('takes a suite of another name for one by its suitespec alone', () => {
    const scenario = ['speed/span/scenario.py', 'speed/span/config.yaml'];
    expect(built(scenario)).toEqual(scenario);
    expect(built([...scenario, 'speed/suitespec.yml', 'speed/other/x.py'])).toEqual(['speed/other/x.py']);
  });

  it.each([
    ['without a configuration', ['benchmarks/span/scenario.py', 'benchmarks/suitespec.yml']],
    ['at the top', ['scenario.py', 'config.yaml', 'suitespec.yml', 'base/x.py']],
    ['in a library’s own folder', ['game/level/scenario.py', 'game/level/config.yaml', 'game/base/x.py']],
  ])('keeps what only looks like a scenario: %s', (_, paths) => {
    expect(built(paths)).toEqual(paths);
  });

  it('finds suites below the top', () => {
    const paths = ['python/benchmarks/a/scenario.py', 'python/benchmarks/a/config.yaml', 'python/setup.py'];
    expect(built(paths)).toEqual(['python/setup.py']);
  });
});
