/** What the compiled engine exports. Addresses are those of its memory; they are good until it is called again. */
export interface EngineExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  bytes(size: number): number;
  parse(from: number, to: number): number;
  nestRows(exits: number): number;
  takeRows(count: number): void;
  setRowCount(count: number): void;
  textBytes(text: number): number;
  textLength(text: number): number;
  readonly stoppedAt: Value;
  readonly rows: Value;
  readonly rowCount: Value;
  readonly nodes: Value;
  readonly nodeCount: Value;
  readonly textCount: Value;
  readonly begins: Value;
  readonly ends: Value;
  readonly overlaps: Value;
  /** Events that no template fitted. */
  readonly keyedEvents: Value;
}

interface Value {
  readonly value: number;
}
