/** A number with so many decimals as Python writes it: a value exactly in the middle goes to the even neighbour. */
export function pythonFixed(value: number, digits: number): string {
  const doubled = value * 2 ** (digits + 1);
  const between = Number.isInteger(doubled) && doubled % 2 !== 0;
  if (!between || digits > 3) return value.toFixed(digits);
  // Only here do the two languages differ: JavaScript goes away from zero, and the power of ten is exact.
  const scaled = Math.abs(value) * 10 ** digits;
  const even = 2 * Math.round(scaled / 2);
  return `${value < 0 ? '-' : ''}${(even / 10 ** digits).toFixed(digits)}`;
}

/** Text as Python's `repr` writes it, of what can be printed. */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}

/** Padded to a width in characters, as Python counts them. */
export function pythonPadded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}
