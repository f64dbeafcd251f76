import { writeAtomically } from '../files/write-atomically';

/** Prints a report, or writes it into a file and says which. */
export function deliverReport(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(`${text}\n`);
    return;
  }
  writeAtomically(file, `${text}\n`);
  process.stderr.write(`report: ${file}\n`);
}
