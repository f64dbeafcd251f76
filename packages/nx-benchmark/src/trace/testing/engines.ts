import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { plainEngine } from '../plain/plain-engine';
import type { TraceEngine } from '../trace-engine';
import { loadModule } from '../wasm/load-module';
import { wasmEngine } from '../wasm/wasm-engine';
import type { WasmModule } from '../wasm/webassembly';

const PACKAGE = resolve(__dirname, '../../..');

/** Both engines, the compiled one made from its sources as they are now. */
export function bothEngines(): readonly (readonly [name: string, engine: () => TraceEngine])[] {
  const module = compileEngine();
  return [
    ['plain', plainEngine],
    ['wasm', () => wasmEngine(module)],
  ];
}

export function compileEngine(): WasmModule {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  try {
    const file = join(folder, 'engine.wasm');
    const compiler = join(dirname(require.resolve('assemblyscript/package.json')), 'bin/asc.js');
    execFileSync(
      process.execPath,
      [compiler, 'assembly/index.ts', '--config', 'assembly/asconfig.json', '--outFile', file],
      { cwd: PACKAGE, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const module = loadModule(file);
    if (module === undefined) throw new Error('This Node has no WebAssembly with SIMD.');
    return module;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
