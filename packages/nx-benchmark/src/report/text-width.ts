import stringWidth from 'string-width';

/** Columns that text takes in a terminal. string-width makes its patterns anew for every text, and most are plain ASCII. */
export function textWidth(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text);
}

/** Printable ASCII: each character is one column. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
