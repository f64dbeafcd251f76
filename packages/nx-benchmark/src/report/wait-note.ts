/** What stands below a function that only waits. */
export function waitNote(waitsFor: string | undefined): string | undefined {
  return waitsFor === undefined ? undefined : `waits for ${waitsFor}`;
}
