import type { SourcePosition } from '../domain/suite';

/** A YAML document as far as we read it: aliases followed, merge keys applied, every node with its position. */
export type YamlNode = YamlMapping | YamlSequence | YamlScalar;

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly position: SourcePosition;
  /** In the order of a Python dict: merged keys first, then the mapping's own. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

export interface YamlSequence {
  readonly kind: 'sequence';
  readonly position: SourcePosition;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly position: SourcePosition;
  readonly value: string | number | boolean | null;
}

/** The node as plain data, ready for JSON. */
export function yamlValue(node: YamlNode): YamlValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(yamlValue);
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), yamlValue(value)]));
  }
}

/** What JSON can say. */
export type YamlValue = YamlScalar['value'] | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** What an error message calls the node. */
export function describeYaml(node: YamlNode): string {
  switch (node.kind) {
    case 'mapping':
      return 'a mapping';
    case 'sequence':
      return 'a list';
    case 'scalar':
      return node.value === null ? 'nothing' : `the ${typeof node.value} ${JSON.stringify(node.value)}`;
  }
}
