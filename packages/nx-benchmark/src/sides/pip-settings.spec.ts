import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readPipSettings } from './pip-settings';

const folder = mkdtempSync(join(tmpdir(), 'pip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONFIG = `
# a company's pip.conf
[global]
index-url = https://user:secret@index.example/simple
extra-index-url =
    https://one.example/simple
    https://two.example/simple
trusted-host=index.example
timeout: 30
[install]
find-links = https://wheels.example/
no-binary = :none:
[list]
index-url = https://not-this.example/
`;

function settingsOf(config: string, env: NodeJS.ProcessEnv = {}): Record<string, string> {
  const read = (path: string) => (path === '/etc/pip.conf' ? config : undefined);
  return Object.fromEntries(readPipSettings(env, '/home/nobody', read));
}

describe('readPipSettings', () => {
  it('reads what decides where packages come from', () => {
    expect(settingsOf(CONFIG)).toEqual({
      'index-url': 'https://user:secret@index.example/simple',
      'extra-index-url': 'https://one.example/simple https://two.example/simple',
      'trusted-host': 'index.example',
      timeout: '30',
      'find-links': 'https://wheels.example/',
    });
  });

  it("lets a command's own section win over [global], in whatever order they stand", () => {
    const config =
      '[install]\nindex-url = https://own.example/\n[global]\nindex_url = https://all.example/\n';
    expect(settingsOf(config)).toEqual({ 'index-url': 'https://own.example/' });
  });

  it('takes an empty variable for none, as pip does, and no file where pip is told to read none', () => {
    expect(settingsOf(CONFIG, { PIP_INDEX_URL: '' })['index-url']).toContain('index.example');
    expect(settingsOf(CONFIG, { PIP_CONFIG_FILE: '/dev/null' })).toEqual({});
  });

  it('lets variables win over files', () => {
    const env = { PIP_INDEX_URL: 'https://other.example/', PIP_CERT: '/ca.pem' };
    expect(settingsOf(CONFIG, env)).toMatchObject({ 'index-url': 'https://other.example/', cert: '/ca.pem' });
  });

  it("understands a file as Python's configparser does, on which pip is built", () => {
    const file = join(folder, 'pip.conf');
    writeFileSync(file, CONFIG);
    const script = `
import configparser, json, sys
parser = configparser.RawConfigParser()
parser.read(sys.argv[1])
print(json.dumps({key: " ".join(value.split()) for s in ("global", "install") for key, value in parser.items(s)}))`;
    const python = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }));
    expect(python).toMatchObject(settingsOf(CONFIG));
  });
});
