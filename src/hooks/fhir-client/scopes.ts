/** What a token's scopes let be read, SMART App Launch v1 (`.read`) and v2 (`.rs`) alike; scopes in another syntax say nothing. */

const SMART_SCOPE = /^(?:patient|user|system)\/(\*|[A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)(\?.*)?$/;

/** `all`: granted, or nothing is said; `part`: only with a restriction, so an answer is not the whole; `none`: not granted. */
export type Grant = 'all' | 'part' | 'none';

export function grantFor(type: string, scope: string | undefined): Grant {
  let grant: Grant = 'none';
  let spoken = false;
  for (const each of (scope ?? '').slice(0, 100_000).split(/\s+/)) {
    const match = SMART_SCOPE.exec(each);
    if (match === null || match[2] === '') continue;
    spoken = true;
    if (match[1] !== '*' && match[1] !== type) continue;
    const reads = match[2] === 'read' || match[2] === '*' || (match[2] !== 'write' && /[rs]/.test(match[2] ?? ''));
    if (!reads) continue;
    if (match[3] === undefined) return 'all';
    grant = 'part';
  }
  return spoken ? grant : 'all';
}

/** True when every SMART scope is bound to one patient, so that the token reads nobody else. */
export function boundToPatient(scope: string | undefined): boolean {
  const smart = (scope ?? '').slice(0, 100_000).split(/\s+/).filter((each) => SMART_SCOPE.test(each));
  return smart.length > 0 && smart.every((each) => each.startsWith('patient/'));
}
