import type { Variant } from '../domain/scenario';
import type { SourcePosition } from '../domain/suite';
import { PYYAML_SCALARS } from './pyyaml-scalars';
import { readYaml } from './read-yaml';
import type { SuitespecProblem } from './suitespec-problem';
import { describeYaml, type YamlEntry, type YamlNode, type YamlScalar, yamlValue } from './yaml-node';

/** A scenario's `config.yaml`: its variants as far as they are sound, in the order of the file, and what is wrong. */
export interface ParsedConfig {
  readonly variants: readonly Variant[];
  /** Empty, or the file needs a repair. */
  readonly problems: readonly SuitespecProblem[];
}

/** Reads the text of a `config.yaml` with the meaning that PyYAML gives it. `file` names it in problems; never throws. */
export function parseConfig(text: string, file: string): ParsedConfig {
  const { root, problems: unreadable } = readYaml(text, file, PYYAML_SCALARS);
  const problems = [...unreadable];
  const report: Report = (position, message, hint) => void problems.push({ ...position, message, hint });

  const entries = root ? entriesOf(root, report) : [];
  const variants = entries.flatMap((entry) => variant(entry, report) ?? []);
  if (entries.length === 0 && problems.length === 0) {
    report({ file, line: 1, column: 1 }, 'there are no configs in this file', SHAPE);
  }
  return { variants, problems };
}

type Report = (position: SourcePosition, message: string, hint: string) => void;

const SHAPE = "write 'name:' and below it the variables of the scenario, each with its value";

function entriesOf(root: YamlNode, report: Report): readonly YamlEntry[] {
  if (root.kind === 'mapping') return root.entries;
  if (root.kind === 'sequence' || root.value !== null) {
    report(root.position, `the configs are a mapping, and this is ${describeYaml(root)}`, SHAPE);
  }
  return [];
}

function variant({ key, value }: YamlEntry, report: Report): Variant | null {
  const name = nameOf(key, 'config', report);
  if (name === null) return null;
  if (value.kind !== 'mapping') {
    report(
      key.position,
      `config '${name}' is a mapping of variables, and this is ${describeYaml(value)}`,
      SHAPE,
    );
    return null;
  }
  const variables = value.entries.map((entry) => {
    const variable = nameOf(entry.key, 'variable', report);
    return variable === null ? null : ([variable, yamlValue(entry.value)] as const);
  });
  const sound = variables.filter((variable) => variable !== null);
  return sound.length === variables.length ? { name, variables: Object.fromEntries(sound) } : null;
}

/** Whole numbers may be names; `on:` or `1.0:` would reach the scenario as `True` or `1.0`, which nobody meant. */
function nameOf({ value, position }: YamlScalar, what: string, report: Report): string | null {
  if (typeof value === 'string' || Number.isInteger(value)) return String(value);
  const read = value === null ? 'null' : `the ${typeof value} ${value}`;
  report(position, `the name of a ${what} is read as ${read}`, 'put it in quotes');
  return null;
}
