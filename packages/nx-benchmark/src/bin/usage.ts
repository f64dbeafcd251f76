/** What `nx-benchmark --help` says. */
export const USAGE = `Usage:
  nx-benchmark list [FILE...] [options]     the scenarios that a change selects, as JSON on stdout
  nx-benchmark analyze [DIR] [options]      the verdicts of a saved run

list: without FILE, --base and --head the change is what git has staged, unstaged and untracked.
  FILE              changed file or folder, relative to the workspace; a folder stands for all below it
  --base=COMMIT     what has changed since the merge base with it, and what is not committed
  --head=COMMIT     ... up to this commit only; the base is nx.json's defaultBase, unless given
  --all             every scenario, whatever has changed
  --top=N           the first N: those that the change is most specific to
  --ignore=PATTERN  changed files that do not count, such as 'docs/*'; may be given several times, or as
                    a list with commas; takes the place of the option "ignore" in nx.json

analyze: the newest run of the workspace, or of DIR.
  DIR               folder of the artifacts, or of one run
  --run-id=ID       this run
  --scenario=NAME   only this scenario
  --json            as JSON

Both: --help. The suite and its options are those of the nx.json above the current folder.`;
