/** The page's own style: light and dark as the reader's system says, and for paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: #1b1f24; --soft: #57606a; --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de;
  --slower: #b42318; --faster: #0b7a4b; --same: #57606a; --unsure: #9a6700; --margin: #e7ecf1;
  --baseline: #4c6fbf; --candidate: #c2571a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --soft: #9aa4ae; --page: #0d1117; --panel: #161b22; --line: #30363d;
    --slower: #ff7b72; --faster: #56d364; --same: #9aa4ae; --unsure: #e3b341; --margin: #21262d;
    --baseline: #8aa9f0; --candidate: #f0934e;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1240px; padding: 24px 20px 64px; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 40px 0 8px; border-bottom: 1px solid var(--line); padding-bottom: 4px; }
a { color: inherit; }
p { margin: 4px 0; }
.soft, figcaption, .legend { color: var(--soft); font-size: 13px; }
code, td.number, .tick, .label { font-variant-numeric: tabular-nums; }
code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 12px 0; }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { color: var(--soft); font-weight: 600; font-size: 13px; }
td.number, th.number { text-align: right; white-space: nowrap; }
tbody tr:hover { background: var(--panel); }
td a { text-decoration: none; } td a:hover { text-decoration: underline; }
.verdict { font-weight: 600; }
td .interval { min-width: 160px; }
.severe .verdict { color: var(--slower); } .doubtful .verdict { color: var(--unsure); } .better .verdict { color: var(--faster); }
input[type=search] { font: inherit; padding: 5px 10px; border: 1px solid var(--line); border-radius: 6px;
  background: var(--page); color: inherit; width: 280px; }
details { border: 1px solid var(--line); border-radius: 8px; margin: 8px 0; background: var(--page); }
summary { cursor: pointer; padding: 8px 12px; display: flex; gap: 12px; align-items: center; flex-wrap: wrap; }
summary:focus-visible, a:focus-visible, input:focus-visible { outline: 2px solid var(--baseline); outline-offset: 1px; }
summary .name { font-weight: 600; min-width: 180px; }
.body { padding: 0 12px 12px; }
.charts { display: flex; flex-wrap: wrap; gap: 8px 16px; }
figure { margin: 8px 0; max-width: 400px; } figure.wide { max-width: none; } figcaption { min-height: 2.6em; }
svg { max-width: 100%; height: auto; display: block; }
.margin { fill: var(--margin); } .zero { stroke: var(--soft); stroke-width: 1; }
.bar { stroke-width: 5; stroke-linecap: round; opacity: .45; }
.bar.slower { stroke: var(--slower); } .bar.faster { stroke: var(--faster); } .bar.same { stroke: var(--same); }
circle.slower, path.slower { fill: var(--slower); } circle.faster, path.faster { fill: var(--faster); }
circle.same, path.same { fill: var(--same); }
.grid { stroke: var(--line); stroke-width: 1; } .tick, .label { fill: var(--soft); font-size: 11px; }
.dot { fill: var(--text); opacity: .75; } .hollow { fill: none; stroke: var(--text); } .band { fill: var(--candidate); opacity: .18; }
.line, .baseline, .candidate, .steal, .pressure { fill: none; stroke-width: 2; }
.line, .candidate, .pressure { stroke: var(--candidate); } .baseline, .steal { stroke: var(--baseline); }
.wall { stroke-dasharray: 4 3; } .bin { fill: var(--candidate); opacity: .7; }
.legend .key { display: inline-block; width: 18px; height: 0; border-top: 3px solid; margin: 0 5px 4px 8px; vertical-align: middle; }
.key.baseline, .key.steal { border-color: var(--baseline); } .key.candidate, .key.pressure { border-color: var(--candidate); }
.key.wall { border-top-style: dashed; }
ul.cautions { padding-left: 20px; } ul.cautions li { margin: 4px 0; }
pre { background: var(--panel); padding: 10px; border-radius: 6px; overflow: auto; font-size: 13px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 16px; margin: 8px 0; font-size: 14px; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media print {
  body { max-width: none; padding: 0; font-size: 11px; } input[type=search] { display: none; }
  details, figure, tr { break-inside: avoid; }
}
`;
