import stringWidth from 'string-width';

/** Columns that text takes in a terminal. string-width makes its patterns anew for every text, and most are plain ASCII. */
export function textWidth(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}
