import type { Skipped, SkipReason } from './skipped';

/** Counts what is skipped, by reason. */
export class SkipCounter {
  private readonly counts = new Map<SkipReason, Skipped>();

  add(reason: SkipReason, folder: string): void {
    const known = this.counts.get(reason);
    const example = known?.example ?? folder;
    this.counts.set(reason, { reason, count: (known?.count ?? 0) + 1, example });
  }

  all(): readonly Skipped[] {
    return [...this.counts.values()];
  }
}
