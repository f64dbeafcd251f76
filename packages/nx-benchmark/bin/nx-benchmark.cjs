#!/usr/bin/env node
// npm links a command when it installs, and only a file that is there: dist/ is built afterwards.
require('../dist/bin/nx-benchmark.js');
