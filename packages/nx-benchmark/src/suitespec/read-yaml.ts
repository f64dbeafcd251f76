import type { Document, LineCounter, ScalarTag, YAMLError } from 'yaml';
import type { SourcePosition } from '../domain/suite';
import type { SuitespecProblem } from './suitespec-problem';
import type { YamlNode } from './yaml-node';
import { yamlTree } from './yaml-tree';

/** What a file of YAML says; `root` is null where it says nothing, or cannot be read at all. */
export interface YamlFile {
  readonly root: YamlNode | null;
  readonly problems: readonly SuitespecProblem[];
}

/**
 * Reads YAML and keeps the positions. `file` names it in problems. Its scalars are those of YAML 1.2, or `scalars`
 * where they are given. Merge keys (`<<`) are honoured.
 */
export function readYaml(text: string, file: string, scalars?: readonly ScalarTag[]): YamlFile {
  // Loaded no sooner: this room is part of every Nx command, and the package alone takes a tenth of a second.
  const yaml = require('yaml') as typeof import('yaml');
  const lines = new yaml.LineCounter();
  const document: Document = yaml.parseDocument(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    uniqueKeys: false,
    ...(scalars && { schema: 'failsafe', customTags: [...scalars] }),
  });
  const at = (offset: number) => positionAt(file, lines, offset);
  // Every further error is likely to be the first one's echo.
  const [error] = document.errors;
  return error ? { root: null, problems: [unreadable(error, at)] } : yamlTree(yaml, document, at);
}

function positionAt(file: string, lines: LineCounter, offset: number): SourcePosition {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function unreadable(error: YAMLError, at: (offset: number) => SourcePosition): SuitespecProblem {
  return {
    ...at(error.pos[0]),
    message: `the YAML does not parse: ${error.message}`,
    hint:
      error.code === 'BAD_SCALAR_START'
        ? 'put the value in quotes'
        : 'nothing in this file counts until it parses',
  };
}
