/** The part of WebAssembly that is used here; its own types come with those of browsers only. */
export interface WebAssemblyApi {
  validate(code: Uint8Array): boolean;
  readonly Module: new (code: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, (...numbers: number[]) => unknown>>>>,
  ) => { readonly exports: unknown };
}

declare const compiled: unique symbol;

/** Compiled code. */
export interface WasmModule {
  readonly [compiled]: true;
}

/** Absent where Node was told to do without. */
export const webAssembly = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
