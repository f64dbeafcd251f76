/** What `nx-benchmark --help` says. */
export const USAGE = `Usage:
  nx-benchmark list [FILE...] [options]     the scenarios that a change selects, as JSON on stdout
  nx-benchmark analyze [DIR] [options]      the verdicts of a saved run
  nx-benchmark history [DIR] [options]      the trend over many saved runs, and where it changed
  nx-benchmark comment [DIR] [options]      that run as a comment of the pull request of this CI job
  nx-benchmark prune [options]              removes what was built and is no longer needed

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
  --json            as JSON; or --markdown, --csv
  --html            as one page, report.html in the folder of the run
  --pr-comment      as the comment that the command comment posts; --base=COMMIT and --name=NAME as there
  --against=ID      how much the changes differ from those of that run; also as --json, --markdown
  --output-file=F   into a file instead of stdout
  of runs that were recorded (benchmark --profile):
  --profile-compare the functions that moved between the two sides
  --profile-top=N   the first N functions of each side, or of a comparison (10)
  --filter=TEXT     only those with this in their name or file
  --min-calls=N     not those that were called less often on both sides
  --sort=KEY        impact (of a comparison), tottime, cumtime, ncalls or percall
  --call-tree=TEXT  callers and callees of the functions with this in their name
  --save-pstats     a .prof file beside each trace, for python -m pstats
  --flame-graph     a page with both sides' calls, coloured by what moved
  --speedscope      a file for speedscope, with a profile of each side
  --compat          the tables as dd-trace-py's scripts/perf-analyze prints them

history: every run of the workspace, or in DIR and below, such as a folder that CI keeps.
  DIR, --folder=DIR folder of the runs
  --scenario=NAME   only this scenario
  --configs=A,B     only these configs
  --statistic=NAME  main-path (without it), all-work or waiting
  --json            as JSON; or --markdown, --csv
  --html            as one page, history.html in the folder of the runs
  --output-file=F   into a file instead of stdout

comment: one for all runs of a pull request, made or brought up to date; needs GITHUB_TOKEN or GITLAB_TOKEN.
  DIR, --run-id=ID  as for analyze
  --base=COMMIT     where the change left, to say why these scenarios; nx.json's defaultBase, unless given
  --number=N        the pull or merge request, where it is not the job's own
  --name=NAME       tells several comments apart: one for each machine, say
  --dry-run         prints the comment and posts nothing

prune: images on the Docker engine, and the cache folder of this machine; never what a run uses.
  --max-age=DAYS    what was not used for so long (30)
  --max-size=SIZE   and more, the least recently used first, until each place holds no more: 10g, 500m
  --all             everything that no run uses
  --others          also images that were built from other cache folders
  --dry-run         says what would go, and removes nothing
  --engine=NAME     docker, local, or all of them (all)

All: --help. The suite and its options are those of the nx.json above the current folder.`;
