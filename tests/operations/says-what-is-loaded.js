// Preloaded into the service under test: names on stderr the modules that are loaded once it listens.
setTimeout(() => {
  const names = Object.keys(require.cache).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter((name) => name !== undefined);
  process.stderr.write(`loaded: ${[...new Set(names)].join(' ')}\n`);
}, 1500);
