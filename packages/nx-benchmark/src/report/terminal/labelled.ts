import { wrapped } from './wrapped';

/** A label and its text, which goes on below itself; the text begins in column `start`. */
export function labelled(label: string, text: string, start: number, width: number): string[] {
  const lines = wrapped(text, width - start, '');
  return lines.map((line, at) => `${(at === 0 ? label : '').padEnd(start)}${line}`);
}
