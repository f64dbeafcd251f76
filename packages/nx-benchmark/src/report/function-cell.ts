import { shortened } from './shortened';

/**
 * A function's name for the last column of a table: in one line if it fits, else the file in a second one. What is too long
 * even so loses its middle.
 */
export function functionCell(label: string, width: number): string {
  if (label.length <= width) return label;
  const [, qualname, file] = /^(.*?) \((.*)\)$/s.exec(label) ?? [];
  if (qualname === undefined || file === undefined) return shortened(label, width);
  return `${shortened(qualname, width)}\n  ${shortened(file, width - 2)}`;
}
