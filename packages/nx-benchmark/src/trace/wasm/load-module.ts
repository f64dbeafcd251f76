import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type WasmModule, webAssembly } from './webassembly';

/** The build puts it beside this file. */
const FILE = join(__dirname, 'engine.wasm');

const modules = new Map<string, WasmModule | undefined>();

/** The compiled engine; undefined where it was not built, or where this Node has no WebAssembly with SIMD. */
export function loadModule(file = FILE): WasmModule | undefined {
  if (!modules.has(file)) modules.set(file, compile(file));
  return modules.get(file);
}

function compile(file: string): WasmModule | undefined {
  if (webAssembly === undefined || !existsSync(file)) return undefined;
  const code = readFileSync(file);
  return webAssembly.validate(code) ? new webAssembly.Module(code) : undefined;
}
