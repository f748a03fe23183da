/** Operational errors: each knows its status; `app.ts` turns them into OperationOutcomes in one place. Messages hold no patient data. */
import type { Language } from './wording';

export abstract class OperationalError extends Error {
  abstract readonly status: number;
  /** FHIR issue-type code of the OperationOutcome. */
  abstract readonly issue: string;
  /** Path of the field, e.g. `context.patientId`, where there is one. */
  readonly path: string | undefined;
  /** Seconds for `Retry-After`, where it helps to come back. */
  readonly retryAfterSeconds: number | undefined;
  /** What `message` is written in. */
  readonly language: Language;
  constructor(message: string, options: { path?: string; retryAfterSeconds?: number; language?: Language; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.path = options.path;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.language = options.language ?? 'en';
  }
}

/** 400: the request is not what the contract says; `path` names the field. */
export class MalformedRequest extends OperationalError { readonly status = 400; readonly issue = 'invalid' }
/** 401: no reason is given to the caller; `message` is for the log only. */
export class Untrusted extends OperationalError { readonly status = 401; readonly issue = 'login' }
/** 404: no such route or service. */
export class NotFound extends OperationalError { readonly status = 404; readonly issue = 'not-found' }
/** 405 with `Allow`. */
export class MethodNotAllowed extends OperationalError {
  readonly status = 405; readonly issue = 'not-supported';
  constructor(readonly allow: string) { super(`Allowed here: ${allow}.`); }
}
/** 412: needed data could not be had from prefetch or the FHIR server; `path` is the prefetch key. */
export class NeededDataMissing extends OperationalError { readonly status = 412; readonly issue = 'incomplete' }
/** 413. */
export class TooLarge extends OperationalError { readonly status = 413; readonly issue = 'too-long' }
/** 415. */
export class UnsupportedMediaType extends OperationalError { readonly status = 415; readonly issue = 'not-supported' }
/** 422, `/assess` only: JSON and FHIR, but not what can be assessed. */
export class NotAssessable extends OperationalError { readonly status = 422; readonly issue = 'processing' }
/** 429 with `Retry-After`. */
export class TooManyRequests extends OperationalError { readonly status = 429; readonly issue = 'throttled' }
/** 503 with `Retry-After`: overloaded, starting, stopping, or a store that is away. */
export class Unavailable extends OperationalError { readonly status = 503; readonly issue = 'transient' }
