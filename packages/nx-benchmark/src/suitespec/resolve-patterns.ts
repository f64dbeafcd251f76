import { nearestName } from '../domain/nearest-name';
import type { PatternOrigin, SourcePosition, SuitePattern } from '../domain/suite';
import type { ParsedComponent, ParsedEntry } from './parse-suitespec';
import type { SuitespecProblem } from './suitespec-problem';

/** All patterns of a suite, or what stands in the way. */
export type ResolvedPatterns =
  | { readonly kind: 'resolved'; readonly patterns: readonly SuitePattern[] }
  /** Without problems where the fault is a component's own, reported with its file. */
  | { readonly kind: 'unresolved'; readonly problems: readonly SuitespecProblem[] };

/**
 * Follows the references of a suite's `paths`, adds the components that belong to every suite (`$…`), and replaces
 * `{suite}`. `name` is the suite's qualified name; for a scenario without a suite, the one it would have.
 *
 * There is no halfway: with some of its patterns a suite would be selected for some of its changes, and nobody told.
 */
export function resolvePatterns(
  name: string,
  paths: readonly ParsedEntry[],
  components: ReadonlyMap<string, ParsedComponent>,
): ResolvedPatterns {
  const resolution = new Resolution(name, components);
  resolution.follow(paths, { kind: 'suite' });
  for (const component of components.values()) {
    if (component.name.startsWith('$')) resolution.enter(component);
  }
  return resolution.result();
}

class Resolution {
  private readonly origins = new Map<string, PatternOrigin[]>();
  private readonly problems: SuitespecProblem[] = [];
  private readonly entered = new Set<string>();
  /** The components that led to the current entry, outermost first. */
  private readonly trail: string[] = [];
  private broken = false;

  constructor(
    private readonly suite: string,
    private readonly components: ReadonlyMap<string, ParsedComponent>,
  ) {}

  result(): ResolvedPatterns {
    if (this.broken || this.problems.length > 0) return { kind: 'unresolved', problems: this.problems };
    const patterns = [...this.origins].map(([text, origins]) => ({ text, origins: origins.sort(byOrigin) }));
    return { kind: 'resolved', patterns: patterns.sort((a, b) => (a.text < b.text ? -1 : 1)) };
  }

  enter(component: ParsedComponent): void {
    if (this.entered.has(component.name)) return;
    this.entered.add(component.name);
    if (!component.entries) this.broken = true;
    this.trail.push(component.name);
    this.follow(component.entries ?? [], { kind: 'component', component: component.name });
    this.trail.pop();
  }

  follow(entries: readonly ParsedEntry[], origin: PatternOrigin): void {
    for (const entry of entries) {
      if (entry.text.startsWith('@')) this.refer(entry);
      else this.add(entry, origin);
    }
  }

  private refer({ text, position }: ParsedEntry): void {
    const name = text.slice(1);
    const component = this.components.get(name);
    if (!component) {
      const similar = nearestName(name, this.components.keys());
      const hint = similar
        ? `did you mean '@${similar}'?`
        : 'define it under components: of any suitespec.yml';
      this.report(position, `there is no component '${name}'`, hint);
    } else if (this.trail.includes(name)) {
      this.reportCycle(this.trail.slice(this.trail.indexOf(name)));
    } else {
      this.enter(component);
    }
  }

  private add({ text, position }: ParsedEntry, origin: PatternOrigin): void {
    const pattern = text.replace(BRACES, (braces) => {
      if (braces === '{suite}') return this.suite.replaceAll('::', '.');
      if (braces === '{{' || braces === '}}') return braces[0]!;
      this.report(position, `${braces} means nothing in '${text}'`, "write {suite}, or '{{' for a brace");
      return braces;
    });
    const origins = this.origins.get(pattern) ?? [];
    this.origins.set(pattern, origins);
    if (!origins.some((known) => byOrigin(known, origin) === 0)) origins.push(origin);
  }

  /** Named from its first component by name, so that it is one problem wherever suites come upon it. */
  private reportCycle(names: readonly string[]): void {
    const first = [...names].sort()[0]!;
    const start = names.indexOf(first);
    const cycle = [...names.slice(start), ...names.slice(0, start), first];
    const message = `components refer to each other in a circle: ${cycle.join(' → ')}`;
    this.report(this.components.get(first)!.position, message, 'take one of these references out');
  }

  private report(position: SourcePosition, message: string, hint: string): void {
    this.problems.push({ ...position, message, hint });
  }
}

const BRACES = /\{\{|\}\}|\{[^{}]*\}|[{}]/g;

/** The suite itself first, then components by name. */
function byOrigin(a: PatternOrigin, b: PatternOrigin): number {
  const [left, right] = [a, b].map((origin) => (origin.kind === 'suite' ? '' : origin.component)) as [
    string,
    string,
  ];
  return left < right ? -1 : left > right ? 1 : 0;
}
