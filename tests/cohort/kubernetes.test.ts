/** The jobs for more than one machine fit each other: as many parts as pods, merged from where they are left. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const folder = join(__dirname, '../../deploy/kubernetes/cohort');
// biome-ignore lint/suspicious/noExplicitAny: the test looks into the manifests member by member
const manifest = (name: string): any => parse(readFileSync(join(folder, name), 'utf8'));
const container = (name: string) => manifest(name).spec.template.spec.containers[0];
const parts = (name: string): number => Number(container(name).env.find((each: { name: string }) => each.name === 'PARTS').value);

describe('the cohort on several machines', () => {
  it('has as many pods as parts, each with an index', () => {
    const { completionMode, completions } = manifest('assess-job.yaml').spec;
    expect([completionMode, completions, parts('merge-job.yaml')]).toEqual(['Indexed', parts('assess-job.yaml'), parts('assess-job.yaml')]);
  });
  it('merges what the parts leave', () => {
    expect(container('assess-job.yaml').args[0]).toContain('--summary json --summary-out "/results/part-$part.json"');
    expect(container('merge-job.yaml').args[0]).toContain('/results/part-$part.json');
  });
  it('starts a part again when it broke off, and not because of bad lines', () => {
    const script = container('assess-job.yaml').args[0] as string;
    const judged = (status: number, summary: boolean): number | null => spawnSync('bash', ['-c', `part=1; cd "$(mktemp -d)"; ${summary ? 'echo x > part-1.json; ' : ''}(exit ${status}); ${script.slice(script.lastIndexOf('status=$?')).replaceAll('/results/', '')}`]).status;
    expect([judged(0, true), judged(1, true), judged(1, false), judged(2, true), judged(143, true)].map((each) => each === 0)).toEqual([true, true, false, false, false]);
  });
});
