// The bill of materials of what runs in production, as CycloneDX JSON on stdout: `npm run --silent sbom > sbom.json`
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const { status } = spawnSync('npm', ['sbom', '--omit=dev', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'], { cwd: join(__dirname, '..'), stdio: 'inherit' });
process.exitCode = status ?? 1;
