import type { DifferingPackage } from '../domain/caution';
import { type PerSide, SIDES } from '../domain/side';

/** What a side's environment holds. */
export interface InstalledSide {
  /** Distribution name of what is compared. */
  readonly name: string;
  /** Its exact version. */
  readonly version: string;
  /** What pip was told to install: a pin, or the wheel's file name. */
  readonly installed: string;
  /** Every distribution with its version, as `pip freeze` would list them. */
  readonly packages: Readonly<Record<string, string>>;
  /** Whether it holds native code, as its wheel says. */
  readonly native: boolean;
}

/** Packages besides the subject that the two sides have in different versions. */
export function differingPackages(sides: PerSide<InstalledSide>): readonly DifferingPackage[] {
  const subjects = new Set(SIDES.map((side) => normalized(sides[side].name)));
  const names = new Set(SIDES.flatMap((side) => Object.keys(sides[side].packages)));
  return [...names]
    .filter((name) => !subjects.has(normalized(name)))
    .sort()
    .map((name) => ({
      name,
      versions: {
        baseline: sides.baseline.packages[name] ?? null,
        candidate: sides.candidate.packages[name] ?? null,
      },
    }))
    .filter(({ versions }) => versions.baseline !== versions.candidate);
}

/** The form in which names are compared (PEP 503). */
export function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
