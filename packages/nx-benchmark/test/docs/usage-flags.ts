import { USAGE } from '../../src/bin/usage';

/** A flag of the package's command: `--top`, and whether a value follows it. */
export interface UsageFlag {
  readonly name: string;
  readonly takesValue: boolean;
}

/** The flags of each command, as `nx-benchmark --help` tells them. */
export function usageFlags(): ReadonlyMap<string, readonly UsageFlag[]> {
  const sections = USAGE.split(/^(?=[a-z]+: )/m).slice(1);
  return new Map(
    sections.map((section) => [/^[a-z]+/.exec(section)![0], flagsIn(section.replace(/^All: [\s\S]*/m, ''))]),
  );
}

function flagsIn(section: string): readonly UsageFlag[] {
  const takesValue = new Map<string, boolean>();
  // In brackets stands what another command takes.
  for (const [, name, value] of section.replaceAll(/\(benchmark [^)]*\)/g, '').matchAll(/--([a-z-]+)(=)?/g)) {
    takesValue.set(name!, takesValue.get(name!) === true || value !== undefined);
  }
  return [...takesValue].map(([name, takes]) => ({ name, takesValue: takes }));
}
