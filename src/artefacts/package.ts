/** The resources as a FHIR npm package: a gzipped tar with package.json, .index.json and a file a resource. @see FHIR NPM package specification */
import { gzipSync } from 'node:zlib';
import { KNOWLEDGE } from '../engine';
import { fhirArtefacts, PACKAGE_ID } from './all';

export const packageFileName = `gnen-cds-fhir-${KNOWLEDGE.version}.tgz`;

/** The same bytes for the same knowledge. */
export function fhirPackage(baseUrl: string): Buffer {
  const artefacts = fhirArtefacts(baseUrl);
  const isExample = (id: string): boolean => id.startsWith('example-');
  const nameOf = (resourceType: string, id: string): string => `${resourceType}-${id}.json`;
  const index = (which: typeof artefacts): string => json({
    'index-version': 1,
    files: which.map((each) => ({ filename: nameOf(each.resourceType, each.id), resourceType: each.resourceType, id: each.id, ...pick(each, ['url', 'version', 'kind', 'type']) })),
  });
  const knowledge = artefacts.filter((each) => !isExample(each.id));
  const shown = artefacts.filter((each) => isExample(each.id));
  const manifest = {
    name: PACKAGE_ID, version: KNOWLEDGE.version, canonical: 'https://gnen-cds.org/fhir', url: 'https://gnen-cds.org/fhir', title: 'Gastric neuroendocrine neoplasms: knowledge',
    description: 'Rules, codes, value sets and profiles of a decision support service for gastric neuroendocrine neoplasms.', type: 'fhir.ig', license: 'Apache-2.0',
    fhirVersions: ['4.0.1'], dependencies: { 'hl7.fhir.r4.core': '4.0.1' }, author: 'gnen-cds', date: `${KNOWLEDGE.reviewed.replaceAll('-', '')}000000`, directories: { lib: 'package', example: 'example' },
  };
  const files: [name: string, text: string][] = [
    ['package/package.json', json(manifest)], ['package/.index.json', index(knowledge)], ...knowledge.map((each): [string, string] => [`package/${nameOf(each.resourceType, each.id)}`, json(each)]),
    ['package/example/.index.json', index(shown)], ...shown.map((each): [string, string] => [`package/example/${nameOf(each.resourceType, each.id)}`, json(each)]),
  ];
  return gzipSync(Buffer.concat([...files.flatMap(([name, text]) => entry(name, text)), Buffer.alloc(1024)]));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

// `type` of a CodeSystem-like resource may be a concept; the index takes codes only.
const pick = (from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> => Object.fromEntries(names.filter((name) => typeof from[name] === 'string').map((name) => [name, from[name]]));

/** One file of a POSIX (ustar) archive: header of 512 bytes, contents, filled up to a whole block. */
function entry(name: string, text: string): Buffer[] {
  const contents = Buffer.from(text, 'utf8');
  const header = Buffer.alloc(512);
  if (Buffer.byteLength(name) > 100) throw new RangeError(`a file name in a package has at most 100 bytes: ${name}`);
  header.write(name, 0, 'utf8');
  const octal = (value: number, at: number, length: number): void => { header.write(value.toString(8).padStart(length - 1, '0'), at, 'ascii'); };
  octal(0o644, 100, 8); octal(0, 108, 8); octal(0, 116, 8);
  octal(contents.length, 124, 12);
  octal(Date.parse(`${KNOWLEDGE.reviewed}T00:00:00Z`) / 1000, 136, 12);
  header.write('        ', 148, 'ascii');
  header.write('0', 156, 'ascii');
  header.write('ustar\u000000', 257, 'ascii');
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\u0000 `, 148, 'ascii');
  return [header, contents, Buffer.alloc((512 - (contents.length % 512)) % 512)];
}
