/** Light and dark follow the reader's system; a frame's colour is mixed from three of these. */
export const FLAME_GRAPH_STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #1d2126; --quiet: #5c6570; --line: #c9ced4;
  --same: #dde1e6; --slower: #e8604c; --faster: #5b93e6; --frame-ink: #16191d; --mark: #8a3ffc; }
@media (prefers-color-scheme: dark) { :root { --page: #16191d; --ink: #e8eaed; --quiet: #9aa3ad; --line: #3a4149;
  --same: #43474d; --slower: #c8442f; --faster: #2f6bc4; --frame-ink: #f4f6f8; --mark: #d6b4ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, sans-serif;
  display: flex; flex-direction: column; height: 100vh; }
header { padding: 10px 16px 6px; border-bottom: 1px solid var(--line); }
h1 { font-size: 17px; margin: 0; overflow-wrap: anywhere; }
p { margin: 3px 0; }
.controls { display: flex; flex-wrap: wrap; gap: 6px 20px; align-items: center; margin: 4px 0; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 10px; align-items: center; }
legend { float: left; margin-right: 10px; color: var(--quiet); padding: 0; }
input[type=search], button { font: inherit; color: inherit; background: transparent; border: 1px solid var(--line);
  border-radius: 4px; padding: 2px 8px; }
input[type=search] { width: 230px; }
.legend { color: var(--quiet); font-size: 13px; }
.swatch { display: inline-block; width: 12px; height: 12px; border-radius: 2px; vertical-align: -1px; margin-left: 10px; }
.swatch:first-child { margin-left: 0; }
.swatch.same { background: var(--same); } .swatch.slower { background: var(--slower); } .swatch.faster { background: var(--faster); }
.keys { margin-left: 24px; }
kbd { font: inherit; border: 1px solid var(--line); border-radius: 3px; padding: 0 4px; margin-left: 8px; }
kbd + kbd { margin-left: 2px; }
main { flex: 1; overflow: auto; padding: 8px 16px; }
svg { display: block; width: 100%; outline: none; }
.frame { cursor: pointer; }
.frame rect { stroke: var(--page); stroke-width: 1; }
.frame text { fill: var(--frame-ink); font: 12px system-ui, sans-serif; pointer-events: none; }
.frame.above { opacity: .55; }
.frame.unfound { opacity: .45; }
.frame.found rect { stroke: var(--mark); stroke-width: 2; }
.frame.chosen rect { stroke: var(--ink); stroke-width: 2; }
footer { border-top: 1px solid var(--line); padding: 6px 16px 8px; min-height: 98px; }
#details { font-variant-numeric: tabular-nums; min-height: 64px; }
#details strong { overflow-wrap: anywhere; }
#details table { border-collapse: collapse; }
#details th { font-weight: normal; color: var(--quiet); text-align: left; padding: 0 18px 0 0; }
#details td { text-align: right; padding: 0 18px 0 0; }
#pruned { color: var(--quiet); font-size: 13px; }
`;
