import type { JoinedTree } from '../../profile/join-trees';
import { FLAME_GRAPH_SCRIPT } from './script';
import { FLAME_GRAPH_STYLE } from './style';

/** What a page is about. */
export interface FlameGraphTitle {
  /** `span/start`. */
  readonly title: string;
  /** `ddtrace 4.15.7`; empty where it is not known. */
  readonly baseline: string;
  readonly candidate: string;
}

/**
 * The differential flame graph as a page that needs nothing but itself: both sides' calls joined by path, as wide as the
 * candidate's time (or the baseline's), coloured by what changed.
 *
 * @param labels names of the functions of the tree
 */
export function flameGraphPage(tree: JoinedTree, labels: readonly string[], about: FlameGraphTitle): string {
  const title = `${about.title}: what moved`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${FLAME_GRAPH_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p id="summary">${escapeHtml(sidesText(about))}: <span id="totals"></span></p>
<div class="controls">
<fieldset><legend>Width</legend>
<label><input type="radio" name="width" value="candidate" checked> candidate</label>
<label><input type="radio" name="width" value="baseline"> baseline</label></fieldset>
<fieldset><legend>Colour</legend>
<label><input type="radio" name="colour" value="cumulative" checked> with what it calls</label>
<label><input type="radio" name="colour" value="own"> own body</label></fieldset>
<label class="search">Search <input id="search" type="search" placeholder="name or file" autocomplete="off" spellcheck="false"></label>
<output id="found" for="search"></output>
<button id="reset" type="button" hidden>Show all</button>
</div>
<p class="legend"><span class="swatch faster"></span> faster <span class="swatch same"></span> the same <span class="swatch slower"></span> slower
<span class="keys"><kbd>/</kbd> search <kbd>←</kbd><kbd>↑</kbd><kbd>↓</kbd><kbd>→</kbd> move <kbd>Enter</kbd> zoom <kbd>Esc</kbd> back</span></p>
</header>
<main><svg id="graph" role="group" aria-label="Flame graph; callers above what they call" tabindex="0"></svg></main>
<footer><div id="details" aria-live="polite"></div><p id="pruned"></p></footer>
<script type="application/json" id="data">${embedded(dataOf(tree, labels))}</script>
<script>${FLAME_GRAPH_SCRIPT}</script>
</body>
</html>
`;
}

function sidesText({ baseline, candidate }: FlameGraphTitle): string {
  return `${`baseline ${baseline}`.trim()}, ${`candidate ${candidate}`.trim()}`;
}

function dataOf({ functions, parents, sides, pruned }: JoinedTree, labels: readonly string[]) {
  // Only the names that are drawn, in the order they are met.
  const used = [...new Set(functions.filter((place) => place >= 0))];
  const places = new Map(used.map((place, at) => [place, at]));
  const columns = ({ calls, own, cumulative }: JoinedTree['sides']['baseline']) => ({
    calls,
    own: own.map(nanoseconds),
    cumulative: cumulative.map(nanoseconds),
  });
  return {
    names: used.map((place) => labels[place]),
    functions: functions.map((place) => places.get(place) ?? -1),
    parents,
    baseline: columns(sides.baseline),
    candidate: columns(sides.candidate),
    pruned: {
      ...pruned,
      own: { baseline: nanoseconds(pruned.own.baseline), candidate: nanoseconds(pruned.own.candidate) },
    },
  };
}

/** Whole ones: a trace knows no finer time, and the digits behind would be most of the page. */
function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9);
}

/** JSON that no tag in it ends. */
function embedded(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
