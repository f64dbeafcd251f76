import type { PerRun } from '../../domain/run-caution';
import type { Manifest, SideRecord } from '../../results/manifest';

/** Whether both runs measured against the same baseline, as far as their records tell. */
export function isSameBaseline({ reference, current }: PerRun<Pick<Manifest, 'sides'>>): boolean {
  return isSameSide(reference.sides.baseline, current.sides.baseline);
}

/** Whether two sides are the same code: one release, or one commit without changes. */
export function isSameSide(a: SideRecord, b: SideRecord): boolean {
  const known = !a.source?.changed && !b.source?.changed;
  return known && sideText(a) === sideText(b);
}

/** A side in a word: `ddtrace 4.15.7`, `ddtrace 4.16.0 (1a2b3c4d5e6f)`; files that differ from the commit are told. */
export function sideText({ name, version, installed, source }: SideRecord): string {
  const details = [
    ...(source?.commit === undefined ? [] : [source.commit.slice(0, 12)]),
    ...(source?.changed ? ['with changes'] : []),
  ];
  const pinned = installed === `${name}==${version}`;
  const built = details.length > 0 ? details.join(' ') : pinned ? undefined : installed;
  return `${name} ${version}${built === undefined ? '' : ` (${built})`}`;
}
