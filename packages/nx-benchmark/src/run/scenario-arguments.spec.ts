import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { scenarioArguments } from './scenario-arguments';

const variables = {
  nspans: 1000,
  ratio: 0.25,
  finishspan: false,
  traceid128: true,
  nothing: null,
  text: '-a "quoted" text = more',
  headers: { 'x-id': '☺', list: [1, true, null] },
  styles: ['datadog', 'b3'],
};

describe('scenarioArguments', () => {
  const command = scenarioArguments({ name: 'start', variables }, '/unused.json');

  it('begins with what the contract names', () => {
    const first = ['--copy-env', '--output', '/unused.json', '--name', 'start', '--nspans=1000'];
    expect(command.slice(0, 6)).toEqual(first);
  });

  it('writes values as Python prints them: str() of scalars, JSON of structures', () => {
    const script = `
import json, sys
values = json.loads(sys.argv[1])
print(json.dumps([json.dumps(v) if isinstance(v, (dict, list)) else str(v) for v in values.values()]))`;
    const python = JSON.parse(
      execFileSync('python3', ['-c', script, JSON.stringify(variables)], { encoding: 'utf8' }),
    ) as string[];
    const ours = command.slice(5).map((option) => option.slice(option.indexOf('=') + 1));
    const names = Object.keys(variables);
    const parsed = (texts: readonly string[]) =>
      texts.map((text, at) => (['headers', 'styles'].includes(names[at]!) ? JSON.parse(text) : text));
    expect(parsed(ours)).toEqual(parsed(python));
  });
});
