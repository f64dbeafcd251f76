import { UserError } from '../domain/user-error';

const PART = /^(\d{1,5})(?:-(\d{1,5})(?::(\d{1,5}))?)?$/;

/**
 * CPUs in the list syntax of taskset and of the kernel: `6-11,14`, `0-30:2` for every second. Each once, ascending.
 *
 * @param atLeast as many as one round needs
 * @throws UserError for anything else
 */
export function parseCpuList(text: string, atLeast: number): readonly number[] {
  const cpus = text.split(',').flatMap((part) => {
    const match = PART.exec(part.trim());
    const [first, last, step] = [match?.[1], match?.[2] ?? match?.[1], match?.[3] ?? '1'].map(Number);
    if (match === null || last! < first! || step === 0) {
      throw new UserError(
        `--cpus=${text}: "${part.trim()}" is neither a CPU nor a range of CPUs.`,
        'Write it as for taskset: --cpus=6-11,14',
      );
    }
    return Array.from({ length: Math.floor((last! - first!) / step!) + 1 }, (_, at) => first! + at * step!);
  });
  const list = [...new Set(cpus)].sort((a, b) => a - b);
  if (list.length < atLeast) {
    throw new UserError(
      `--cpus=${text}: a round needs ${atLeast} CPUs (cpus_per_run of the suite), and that is ${list.length}.`,
      'Name more, or leave --cpus out.',
    );
  }
  return list;
}
