import { nearestName } from '../domain/nearest-name';
import type { SourcePosition } from '../domain/suite';
import { type PolicyConfig, parsePolicy } from './parse-policy';
import { readYaml } from './read-yaml';
import type { SuitespecProblem } from './suitespec-problem';
import {
  describeYaml,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
  type YamlValue,
  yamlValue,
} from './yaml-node';

/** One `suitespec.yml`, as written: references are not followed, names have no namespace yet. */
export interface ParsedSuitespec {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  readonly components: readonly ParsedComponent[];
  /** Those without a problem of their own. */
  readonly suites: readonly ParsedSuite[];
  /** Names of the suites that have one, and so are not among `suites`. */
  readonly faultySuites: readonly string[];
  /** Whether the file says nothing at all: nobody knows what it was meant to say. */
  readonly unreadable: boolean;
  readonly problems: readonly SuitespecProblem[];
}

export interface ParsedComponent {
  readonly name: string;
  readonly position: SourcePosition;
  /** Null where the definition is wrong and reported: what refers to it has a fault that is known already. */
  readonly entries: readonly ParsedEntry[] | null;
}

export interface ParsedSuite {
  readonly name: string;
  readonly position: SourcePosition;
  readonly paths: readonly ParsedEntry[];
  readonly cpusPerRun: number;
  /** Where its `policy` names configs. */
  readonly policyConfigs?: readonly PolicyConfig[];
  /** All keys but `paths` and `cpus_per_run`. */
  readonly metadata: Readonly<Record<string, YamlValue>>;
}

/** A pattern, or a reference to a component (`@name`). */
export interface ParsedEntry {
  readonly text: string;
  readonly position: SourcePosition;
}

/** Reads the text of a `suitespec.yml`. Never throws: whatever is wrong is one of the `problems`. */
export function parseSuitespec(text: string, file: string): ParsedSuitespec {
  const { root, problems: syntax } = readYaml(text, file);
  const problems = [...syntax];
  const report: Report = (position, message, hint) => void problems.push({ ...position, message, hint });

  const sections = root ? sectionsOf(root, report) : new Map<string, YamlMapping>();
  const unreadable = problems.length > 0;
  const components = namedEntries(sections.get('components'), report);
  const parsed = namedEntries(sections.get('suites'), report).map((entry) => ({
    name: entry.name,
    suite: suite(entry, report),
  }));
  return {
    file,
    components: components.map((entry) => component(entry, report)),
    suites: parsed.flatMap(({ suite }) => suite ?? []),
    faultySuites: parsed.filter(({ suite }) => suite === null).map(({ name }) => name),
    unreadable,
    problems,
  };
}

type Report = (position: SourcePosition, message: string, hint: string) => void;

interface NamedEntry {
  readonly name: string;
  readonly position: SourcePosition;
  readonly value: YamlNode;
}

function sectionsOf(root: YamlNode, report: Report): ReadonlyMap<string, YamlMapping> {
  if (root.kind !== 'mapping') {
    report(root.position, `a suitespec is a mapping, and this is ${describeYaml(root)}`, SHAPE_OF_FILE);
    return new Map();
  }
  const sections = new Map<string, YamlMapping>();
  for (const { key, value } of root.entries) {
    if (key.value !== 'components' && key.value !== 'suites') continue;
    if (value.kind === 'mapping') sections.set(key.value, value);
    else if (!isNothing(value)) {
      report(key.position, `'${key.value}' is a mapping, and this is ${describeYaml(value)}`, SHAPE_OF_FILE);
    }
  }
  return sections;
}

const SHAPE_OF_FILE = "write 'components:' and 'suites:', each with names below it";

function namedEntries(section: YamlMapping | undefined, report: Report): readonly NamedEntry[] {
  return (section?.entries ?? []).flatMap(({ key: { value: name, position }, value }) => {
    if (typeof name === 'string' || typeof name === 'number') return { name: String(name), position, value };
    report(
      position,
      `the name ${String(name)} is read as a ${name === null ? 'null' : 'boolean'}`,
      'put it in quotes',
    );
    return [];
  });
}

function component({ name, position, value }: NamedEntry, report: Report): ParsedComponent {
  return { name, position, entries: listOfEntries(value, position, `component '${name}'`, report) };
}

function suite({ name, position, value }: NamedEntry, report: Report): ParsedSuite | null {
  if (value.kind !== 'mapping') {
    report(position, `suite '${name}' is a mapping, and this is ${describeYaml(value)}`, "give it 'paths:'");
    return null;
  }
  const keys = new Map(value.entries.map((entry) => [String(entry.key.value), entry]));
  const { paths, cpus_per_run: cpus, ...others } = Object.fromEntries(keys);
  if (!paths) {
    const similar = nearestName('paths', keys.keys());
    const hint = similar
      ? `rename '${similar}' to 'paths'`
      : "list patterns and '@component's under 'paths:'";
    report(position, `suite '${name}' has no 'paths'`, hint);
    return null;
  }
  const entries = listOfEntries(paths.value, paths.key.position, `'paths' of suite '${name}'`, report);
  const cpusPerRun = cpus ? positiveInteger(cpus, `suite '${name}'`, report) : 1;
  const policyConfigs = others.policy ? parsePolicy(others.policy, name, report) : [];
  if (!entries || !cpusPerRun || !policyConfigs) return null;
  const metadata = Object.fromEntries(
    Object.entries(others).map(([key, entry]) => [key, yamlValue(entry.value)]),
  );
  const named = policyConfigs.length === 0 ? {} : { policyConfigs };
  return { name, position, paths: entries, cpusPerRun, ...named, metadata };
}

/** The strings of a list, or null, reported, where it is anything else. An empty list is one. */
function listOfEntries(
  node: YamlNode,
  position: SourcePosition,
  what: string,
  report: Report,
): readonly ParsedEntry[] | null {
  const hint = "list patterns ('src/*') and references ('@component')";
  if (node.kind !== 'sequence') {
    report(position, `${what} is a list, and this is ${describeYaml(node)}`, hint);
    return null;
  }
  const entries = node.items.flatMap((item): ParsedEntry[] => {
    if (item.kind === 'scalar' && typeof item.value === 'string') {
      return [{ text: item.value, position: item.position }];
    }
    report(item.position, `${what} lists ${describeYaml(item)}, which is not a pattern`, hint);
    return [];
  });
  return entries.length === node.items.length ? entries : null;
}

function positiveInteger({ key, value }: YamlEntry, what: string, report: Report): number | null {
  if (value.kind === 'scalar' && typeof value.value === 'number' && value.value > 0) {
    if (Number.isInteger(value.value)) return value.value;
  }
  report(
    key.position,
    `'${key.value}' of ${what} is ${describeYaml(value)}`,
    'write a whole number from 1 on',
  );
  return null;
}

function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
