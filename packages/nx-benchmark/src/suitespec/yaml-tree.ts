import type { Alias, Document, Node, Pair, YAMLMap } from 'yaml';
import type { SourcePosition } from '../domain/suite';
import type { SuitespecProblem } from './suitespec-problem';
import { describeYaml, type YamlEntry, type YamlNode, type YamlScalar } from './yaml-node';

/**
 * Turns a parsed document into our own nodes: aliases followed, merge keys applied as PyYAML does. `yaml` is the loaded
 * package, `at` gives the position of an offset; `root` is null for an empty document.
 *
 * What has no meaning is left out and reported: an unknown anchor, one that contains itself, a key that is no plain
 * name, a merge of something else than mappings, and a key given twice, of which the first stands.
 */
export function yamlTree(
  yaml: typeof import('yaml'),
  document: Document,
  at: (offset: number) => SourcePosition,
): { readonly root: YamlNode | null; readonly problems: readonly SuitespecProblem[] } {
  const reader = new TreeReader(yaml, document, at);
  const root = document.contents && reader.node(document.contents);
  return { root, problems: reader.problems };
}

class TreeReader {
  readonly problems: SuitespecProblem[] = [];
  /** Every node is read once, however many aliases lead to it; 'reading' while it is. */
  private readonly known = new Map<Node, YamlNode | 'reading'>();

  constructor(
    private readonly yaml: typeof import('yaml'),
    private readonly document: Document,
    private readonly at: (offset: number) => SourcePosition,
  ) {}

  node(node: Node): YamlNode {
    if (this.yaml.isAlias(node)) return this.alias(node);
    const known = this.known.get(node);
    if (known !== undefined && known !== 'reading') return known;
    this.known.set(node, 'reading');
    const read = this.unknown(node);
    this.known.set(node, read);
    return read;
  }

  private alias(alias: Alias): YamlNode {
    const target = alias.resolve(this.document);
    if (target && this.known.get(target) !== 'reading') return this.node(target);
    const position = this.positionOf(alias);
    this.problems.push(
      target
        ? { ...position, message: `the anchor &${alias.source} contains itself`, hint: 'write it out' }
        : {
            ...position,
            message: `there is no anchor &${alias.source}`,
            hint: 'define it above this line, or write the value out',
          },
    );
    return { kind: 'scalar', position, value: null };
  }

  private unknown(node: Node): YamlNode {
    const position = this.positionOf(node);
    if (this.yaml.isMap(node)) return { kind: 'mapping', position, entries: this.entries(node) };
    if (this.yaml.isSeq(node)) {
      return { kind: 'sequence', position, items: node.items.map((item) => this.node(item as Node)) };
    }
    const value: unknown = this.yaml.isScalar(node) ? node.value : null;
    return { kind: 'scalar', position, value: isPlain(value) ? value : String(value) };
  }

  /** A key keeps the place where it first came up, as in a Python dict; what is merged comes first, and yields. */
  private entries(map: YAMLMap): readonly YamlEntry[] {
    const merged = new Map<YamlScalar['value'], YamlEntry>();
    const own = new Map<YamlScalar['value'], YamlEntry>();
    for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
      if (this.yaml.isScalar(key) && typeof key.value === 'symbol') {
        for (const entry of this.mergedEntries(key, value)) merged.set(entry.key.value, entry);
        continue;
      }
      const name = this.node(key);
      if (name.kind !== 'scalar') {
        this.problems.push({
          ...name.position,
          message: `${describeYaml(name)} cannot be a key`,
          hint: 'use a plain name',
        });
        continue;
      }
      const first = own.get(name.value)?.key.position;
      if (first) this.problems.push(givenTwice(name, first));
      else own.set(name.value, { key: name, value: this.valueOf(value, name) });
    }
    return [...new Map([...merged, ...own]).values()];
  }

  /** Of a list of mappings, the earlier ones win. */
  private mergedEntries(key: Node, value: Node | null): readonly YamlEntry[] {
    const source = value && this.node(value);
    const sources = source?.kind === 'sequence' ? source.items : source ? [source] : [];
    return [...sources].reverse().flatMap((mapping) => {
      if (mapping.kind === 'mapping') return mapping.entries;
      this.problems.push({
        ...this.positionOf(key),
        message: `only mappings can be merged, and this is ${describeYaml(mapping)}`,
        hint: 'give << an alias of a mapping, or a list of them',
      });
      return [];
    });
  }

  private valueOf(value: Node | null, key: YamlScalar): YamlNode {
    return value ? this.node(value) : { kind: 'scalar', position: key.position, value: null };
  }

  private positionOf(node: Node): SourcePosition {
    return this.at(node.range?.[0] ?? 0);
  }
}

function isPlain(value: unknown): value is YamlScalar['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function givenTwice(name: YamlScalar, first: SourcePosition): SuitespecProblem {
  return {
    ...name.position,
    message: `${JSON.stringify(name.value)} is already defined at line ${first.line}`,
    hint: 'rename or remove one of the two',
  };
}
